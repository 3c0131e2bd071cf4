-- Items and obligations alike, for what is done to all of them: waking, comparing with Temporal, repair. Read with the rights and behind the
-- walls of whoever asks. `is_open`: a workflow follows it.
CREATE VIEW subject WITH (security_invoker = true) AS
  SELECT 'item' AS kind, id, campaign, county AS unit, 'item:' || campaign || ':' || id AS workflow,
         status NOT IN ('registered', 'closed', 'voided') AS is_open, generation, revision, life
  FROM ledger_item
  UNION ALL
  SELECT 'obligation', id, campaign, unit, 'obligation:' || campaign || ':' || unit || ':' || key,
         status NOT IN ('accepted', 'waived'), generation, revision, life
  FROM obligation;

GRANT SELECT ON subject TO duban_app, duban_engine;
