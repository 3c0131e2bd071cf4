-- Items and obligations are read, changed and planned by the same three functions (docs/decisions/009-one-way-to-change.md). Functions only: rows,
-- answers and hashes stay as they are.

-- Commands as they are found: for each {kind, actor, subject, id} the subject's life, and the answer the command already had. Each order is read with
-- its own actor's eyes. A subject of another kind is not found.
-- The tables by name and not the view `subject`, whose other half is set up and skipped in every read: 39 µs against 54.
CREATE OR REPLACE FUNCTION duban_read_orders(orders jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  asked jsonb;
  seen text;
  standing record;
  answered jsonb;
  found jsonb[] := '{}';
BEGIN
  FOR asked IN SELECT value FROM jsonb_array_elements(orders)
  LOOP
    seen := set_config('duban.actor', asked ->> 'actor', true);
    CASE asked ->> 'kind'
    WHEN 'item' THEN
      SELECT i.life, i.campaign INTO standing FROM ledger_item i WHERE i.id = (asked ->> 'subject')::uuid;
    WHEN 'obligation' THEN
      SELECT o.life, o.campaign INTO standing FROM obligation o WHERE o.id = (asked ->> 'subject')::uuid;
    END CASE;
    SELECT jsonb_build_object('subject', c.subject, 'actor', c.actor, 'answer', c.answer) INTO answered FROM command c WHERE c.id = (asked ->> 'id')::uuid;
    found := found || jsonb_build_object('life', standing.life, 'campaign', standing.campaign, 'command', answered);
  END LOOP;
  RETURN to_jsonb(found);
END $$;
DROP FUNCTION duban_read_obligation(jsonb, uuid, uuid);

-- Replaces the unclaimed agenda of one subject; rows that stay as they are, are left alone. Claimed rows stay, and what they stand for is not
-- planned again. `claimed_at IS NULL` is said in another way, for the planner would read the queue of everything that is still to be sent, which it
-- believes to be short, to find ten rows of it.
CREATE FUNCTION duban_plan_agenda(of_subject uuid, of_campaign text, of_unit text, arm int, planned jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF planned = '[]' THEN
    DELETE FROM agenda a WHERE a.subject = of_subject AND coalesce(a.claimed_at, 'infinity') = 'infinity';
    RETURN;
  END IF;
  DELETE FROM agenda a WHERE a.subject = of_subject AND coalesce(a.claimed_at, 'infinity') = 'infinity' AND NOT (a.arm_revision = arm AND a.unit = of_unit AND
    EXISTS (SELECT FROM jsonb_to_recordset(planned) AS e (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
      WHERE (e.rung, e.channel, to_timestamp(e.at / 1000.0)::timestamptz(3), e.kind, e.roles, e."stoppedBy", e.urgent) = (a.rung, a.channel, a.at, a.kind, a.roles, a.stopped_by, a.urgent)));
  INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
  SELECT of_subject, arm, e.rung, e.channel, of_campaign, of_unit, to_timestamp(e.at / 1000.0), e.kind, e.roles, e."stoppedBy", e.urgent
  FROM jsonb_to_recordset(planned) AS e (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
  ON CONFLICT DO NOTHING;
END $$;

-- Writes decided changes, each with state, audit, agenda, wake row and answer, each in its own actor's name (`as`). A change names the
-- revision it was decided on; one whose subject has moved on is left out whole, and its place in the result is false. Whatever else is
-- wrong with one of them undoes all: whoever gave several gives each alone then. A hold ends with the agenda that is written.
-- Row by row, found by key: a plan over a set of unknown size reads whole tables. The relay is called after the commit, not here:
-- NOTIFY makes every commit of the database wait for the one before it to reach the disk. Several share what they wait for, so they wait for
-- nobody long: where somebody holds a row of one of them (the postman who just freezes its letter), the batch is undone and each given alone.
CREATE OR REPLACE FUNCTION duban_write_changes(changes jsonb) RETURNS boolean[] LANGUAGE plpgsql AS $$
DECLARE
  c record;
  seen text;
  moment timestamptz(3);
  replans boolean;
  unit_after text;
  last_seq int;
  last_hash text;
  written boolean[] := '{}';
BEGIN
  IF jsonb_array_length(changes) > 1 THEN seen := set_config('lock_timeout', '50ms', true); END IF;
  FOR c IN SELECT * FROM jsonb_to_recordset(changes) AS c (kind text, "as" text, id uuid, campaign text, unit text, subject uuid, at bigint, actor text, role text, action text,
    result text, detail jsonb, expected int, generation int, life jsonb, content jsonb, agenda jsonb, wake boolean, receipt jsonb)
  LOOP
    seen := set_config('duban.actor', c."as", true);
    moment := to_timestamp(c.at / 1000.0);
    replans := coalesce(jsonb_typeof(c.agenda) = 'array', false);
    CASE c.kind
    WHEN 'item' THEN
      unit_after := c.life ->> 'county';
      UPDATE ledger_item i SET
        life = c.life, county = unit_after, status = c.life ->> 'status', difficulty = c.life ->> 'difficulty', due = c.life ->> 'due',
        responsible = (c.life ->> 'responsible')::uuid, late = (c.life ->> 'late')::boolean, revision = (c.life ->> 'revision')::int,
        arm_revision = (c.life ->> 'armRevision')::int, generation = (c.life ->> 'generation')::int, changed_at = moment, held = i.held AND NOT replans
      WHERE i.id = c.subject AND i.revision = c.expected AND i.generation = c.generation;
    WHEN 'obligation' THEN
      unit_after := c.life ->> 'unit';
      UPDATE obligation o SET
        life = c.life, status = c.life ->> 'status', due = c.life ->> 'due',
        responsible = (c.life ->> 'responsible')::uuid, late = (c.life ->> 'late')::boolean, revision = (c.life ->> 'revision')::int,
        arm_revision = (c.life ->> 'armRevision')::int, generation = (c.life ->> 'generation')::int, changed_at = moment, held = o.held AND NOT replans
      WHERE o.id = c.subject AND o.revision = c.expected AND o.generation = c.generation;
    END CASE;
    written := written || FOUND;
    CONTINUE WHEN NOT FOUND;
    IF jsonb_typeof(c.content) = 'object' AND c.content <> '{}' THEN PERFORM duban_rewrite_content(c.subject, c.content); END IF;

    INSERT INTO command (id, subject, actor, answer)
    VALUES (c.id, c.subject::text, c.actor, jsonb_build_object('outcome', 'done', c.kind, c.life, 'receipt', c.receipt)) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RAISE EXCEPTION 'a command was answered before' USING ERRCODE = 'DB002'; END IF;

    -- Where the chain ends is seen by all, as in duban_audit_end; the row itself is written by whoever acts.
    PERFORM pg_advisory_xact_lock(hashtextextended(c.subject::text, 7));
    seen := set_config('duban.actor', '{"id":"audit","role":"engine","units":"*"}', true);
    SELECT a.seq, a.hash INTO last_seq, last_hash FROM audit a WHERE a.subject = c.subject::text ORDER BY a.seq DESC LIMIT 1;
    seen := set_config('duban.actor', c."as", true);
    last_seq := coalesce(last_seq, 0) + 1;
    last_hash := coalesce(last_hash, '');
    INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, life, previous, hash)
    VALUES (c.campaign, c.unit, c.subject::text, last_seq, moment, c.actor, c.role, c.action, c.result, c.detail, c.life, last_hash,
      duban_audit_hash(last_hash, c.campaign, c.unit, c.subject::text, last_seq, moment, c.actor, c.role, c.action, c.result, c.detail, c.life));

    IF replans THEN PERFORM duban_plan_agenda(c.subject, c.campaign, unit_after, (c.life ->> 'armRevision')::int, c.agenda); END IF;
    IF c.wake THEN INSERT INTO wake (kind, campaign, subject) VALUES (c.kind, c.campaign, c.subject::text); END IF;
  END LOOP;
  RETURN written;
END $$;
DROP FUNCTION duban_change_obligation(jsonb, jsonb);
DROP FUNCTION duban_rewrite_agenda_of(uuid, text, jsonb, jsonb);
DROP FUNCTION duban_rewrite_agenda(jsonb);
