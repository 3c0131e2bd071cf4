-- Roles. `app` serves people, `engine` is time (worker, postman, relay); neither owns a table nor passes row-level security.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'duban_app') THEN CREATE ROLE duban_app NOLOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'duban_engine') THEN CREATE ROLE duban_engine NOLOGIN NOBYPASSRLS; END IF;
  -- Roles are the server's, not the database's: another campaign's database may have made them, and whoever is a member already needs no grant.
  IF NOT (pg_has_role(current_user, 'duban_app', 'MEMBER') AND pg_has_role(current_user, 'duban_engine', 'MEMBER')) THEN
    EXECUTE format('GRANT duban_app, duban_engine TO %I', current_user);
  END IF;
EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL; -- two databases of one server migrating together
END $$;

GRANT USAGE ON SCHEMA public TO duban_app, duban_engine;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO duban_app, duban_engine;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO duban_app, duban_engine;
-- The audit trail and its seals are only ever added to; deliveries and items are never deleted.
REVOKE UPDATE, DELETE ON "audit", "audit_seal" FROM duban_app, duban_engine;
REVOKE DELETE ON "ledger_item", "delivery", "delivery_line", "import_batch", "campaign", "rules" FROM duban_app, duban_engine;
REVOKE UPDATE ON "rules" FROM duban_app, duban_engine;
REVOKE ALL ON "user", "session", "account", "verification", "two_factor", "login_failure" FROM duban_engine;

-- The actor of a transaction: set_config('duban.actor', '{"id":…,"role":…,"units":"*" | ["yanjin"]}', true). Without it no row is visible.
CREATE FUNCTION duban_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('duban.actor', true), '')::jsonb -> 'units' = '"*"'::jsonb, false)
$$;

CREATE FUNCTION duban_units() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(actor -> 'units') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(actor -> 'units')) ELSE ARRAY[]::text[] END
  FROM (SELECT coalesce(nullif(current_setting('duban.actor', true), ''), '{}')::jsonb AS actor) AS known
$$;

CREATE FUNCTION duban_is_actor() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('duban.actor', true), '') <> ''
$$;

-- One wall for every table that belongs to a unit.
DO $$
DECLARE
  wall record;
BEGIN
  FOR wall IN SELECT * FROM (VALUES ('ledger_item', 'county'), ('agenda', 'unit'), ('delivery', 'unit'), ('delivery_line', 'unit'),
                                    ('audit', 'unit'), ('person', 'unit'), ('import_batch', 'unit')) AS w (name, unit)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wall.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', wall.name);
    EXECUTE format('CREATE POLICY own_unit ON %I USING ((SELECT duban_sees_all()) OR %I = ANY ((SELECT duban_units())::text[]))', wall.name, wall.unit);
  END LOOP;
  -- What belongs to the campaign as a whole is seen by every actor, and by nobody without one.
  FOR wall IN SELECT * FROM (VALUES ('campaign'), ('rules'), ('unit'), ('command'), ('wake'), ('audit_seal'), ('day_reckoning')) AS w (name)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wall.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', wall.name);
    EXECUTE format('CREATE POLICY any_actor ON %I USING ((SELECT duban_is_actor()))', wall.name);
  END LOOP;
END $$;
