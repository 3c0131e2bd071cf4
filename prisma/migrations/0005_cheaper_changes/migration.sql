-- The same walls, chain and rows as before, for less of the server's time (docs/decisions/008-cheaper-changes.md has the measurements).

-- A function in SQL that cannot be inlined is parsed and planned anew in every statement that calls it: 85 µs for the wall of each table
-- a county's officer touches. One in PL/pgSQL is planned once a connection. Both give what they gave.
CREATE OR REPLACE FUNCTION duban_units() RETURNS text[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  actor jsonb := coalesce(nullif(current_setting('duban.actor', true), ''), '{}')::jsonb;
BEGIN
  IF jsonb_typeof(actor -> 'units') IS DISTINCT FROM 'array' THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT jsonb_array_elements_text(actor -> 'units'));
END $$;

CREATE OR REPLACE FUNCTION duban_audit_hash(previous text, campaign text, unit text, subject text, seq int, at timestamptz, actor text, role text,
                                            action text, result text, detail jsonb, life jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN encode(sha256(convert_to(concat_ws(E'\x1f', previous, campaign, unit, subject, seq, (extract(epoch FROM at) * 1000)::bigint,
                                            actor, role, action, result, detail::text, coalesce(life::text, '')), 'UTF8')), 'hex');
END $$;

-- Commands as execute() finds them: for each {actor, subject, id} the item's life, and the answer the command already had. Each order is
-- read with its own actor's eyes.
CREATE FUNCTION duban_read_orders(orders jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  asked jsonb;
  seen text;
  item record;
  answered jsonb;
  found jsonb[] := '{}';
BEGIN
  FOR asked IN SELECT value FROM jsonb_array_elements(orders)
  LOOP
    seen := set_config('duban.actor', asked ->> 'actor', true);
    SELECT i.life, i.campaign INTO item FROM ledger_item i WHERE i.id = (asked ->> 'subject')::uuid;
    SELECT jsonb_build_object('subject', c.subject, 'actor', c.actor, 'answer', c.answer) INTO answered FROM command c WHERE c.id = (asked ->> 'id')::uuid;
    found := found || jsonb_build_object('life', item.life, 'campaign', item.campaign, 'command', answered);
  END LOOP;
  RETURN to_jsonb(found);
END $$;
DROP FUNCTION duban_read_item(jsonb, uuid, uuid);

-- Writes decided changes of items, each with state, audit, agenda, wake row and answer, each in its own actor's name (`as`). A change names the
-- revision it was decided on; one whose subject has moved on is left out whole, and its place in the result is false. Whatever else is
-- wrong with one of them undoes all: whoever gave several gives each alone then.
-- Row by row, found by key: a plan over a set of unknown size reads whole tables. The relay is called after the commit, not here:
-- NOTIFY makes every commit of the database wait for the one before it to reach the disk. Several share what they wait for, so they wait for
-- nobody long: where somebody holds a row of one of them (the postman who just freezes its letter), the batch is undone and each given alone.
CREATE FUNCTION duban_write_changes(changes jsonb) RETURNS boolean[] LANGUAGE plpgsql AS $$
DECLARE
  c record;
  seen text;
  moment timestamptz(3);
  last_seq int;
  last_hash text;
  written boolean[] := '{}';
BEGIN
  IF jsonb_array_length(changes) > 1 THEN seen := set_config('lock_timeout', '50ms', true); END IF;
  FOR c IN SELECT * FROM jsonb_to_recordset(changes) AS c ("as" text, id uuid, campaign text, unit text, subject uuid, at bigint, actor text, role text, action text,
    result text, detail jsonb, expected int, generation int, life jsonb, content jsonb, agenda jsonb, wake boolean, receipt jsonb)
  LOOP
    seen := set_config('duban.actor', c."as", true);
    moment := to_timestamp(c.at / 1000.0);
    UPDATE ledger_item i SET
      life = c.life, county = c.life ->> 'county', status = c.life ->> 'status', difficulty = c.life ->> 'difficulty', due = c.life ->> 'due',
      responsible = (c.life ->> 'responsible')::uuid, late = (c.life ->> 'late')::boolean, revision = (c.life ->> 'revision')::int,
      arm_revision = (c.life ->> 'armRevision')::int, generation = (c.life ->> 'generation')::int, changed_at = moment
    WHERE i.id = c.subject AND i.revision = c.expected AND i.generation = c.generation;
    written := written || FOUND;
    CONTINUE WHEN NOT FOUND;
    IF jsonb_typeof(c.content) = 'object' AND c.content <> '{}' THEN PERFORM duban_rewrite_content(c.subject, c.content); END IF;

    INSERT INTO command (id, subject, actor, answer)
    VALUES (c.id, c.subject::text, c.actor, jsonb_build_object('outcome', 'done', 'item', c.life, 'receipt', c.receipt)) ON CONFLICT DO NOTHING;
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

    IF jsonb_typeof(c.agenda) = 'array' THEN PERFORM duban_rewrite_agenda_of(c.subject, c.campaign, c.life, c.agenda); END IF;
    IF c.wake THEN INSERT INTO wake (kind, campaign, subject) VALUES ('item', c.campaign, c.subject::text); END IF;
  END LOOP;
  RETURN written;
END $$;
DROP FUNCTION duban_change_items(jsonb, jsonb);

-- Replaces the unclaimed agenda of one subject; rows that stay as they are, are left alone. `claimed_at IS NULL` is said in another way,
-- for the planner would read the queue of everything that is still to be sent, which it believes to be short, to find ten rows of it.
CREATE FUNCTION duban_rewrite_agenda_of(item uuid, of_campaign text, life jsonb, planned jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  arm int := (life ->> 'armRevision')::int;
  county text := life ->> 'county';
BEGIN
  IF planned = '[]' THEN
    DELETE FROM agenda a WHERE a.subject = item AND coalesce(a.claimed_at, 'infinity') = 'infinity';
    RETURN;
  END IF;
  DELETE FROM agenda a WHERE a.subject = item AND coalesce(a.claimed_at, 'infinity') = 'infinity' AND NOT (a.arm_revision = arm AND a.unit = county AND
    EXISTS (SELECT FROM jsonb_to_recordset(planned) AS e (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
      WHERE (e.rung, e.channel, to_timestamp(e.at / 1000.0)::timestamptz(3), e.kind, e.roles, e."stoppedBy", e.urgent) = (a.rung, a.channel, a.at, a.kind, a.roles, a.stopped_by, a.urgent)));
  INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
  SELECT item, arm, e.rung, e.channel, of_campaign, county, to_timestamp(e.at / 1000.0), e.kind, e.roles, e."stoppedBy", e.urgent
  FROM jsonb_to_recordset(planned) AS e (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
  ON CONFLICT DO NOTHING;
END $$;

-- Enters items into the ledger, set-based: {campaign, actor, role, at, batch, source, kinds: {key: {life, agenda: [...] | null}}, columns: {id: […], kind: […], …}}.
-- By column: names that come with every row are read, sorted and thrown away with every row. Items of one kind have one life but for their ids, and one agenda. Numbers are given in order. Returns how many were entered.
-- One statement, no table of its own: making and dropping one took longer than filling it.
CREATE OR REPLACE FUNCTION duban_register_items(actor jsonb, intake jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  columns jsonb := intake -> 'columns';
  asked int := jsonb_array_length(columns -> 'id');
  moment timestamptz(3) := to_timestamp((intake ->> 'at')::bigint / 1000.0);
  of_campaign text := intake ->> 'campaign';
  of_batch uuid := (intake ->> 'batch')::uuid;
  by_actor text := intake ->> 'actor';
  by_role text := intake ->> 'role';
  first_number int;
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  UPDATE campaign SET last_number = last_number + asked WHERE id = of_campaign RETURNING last_number - asked INTO STRICT first_number;

  WITH kind AS MATERIALIZED (
    SELECT k.key, k.value -> 'life' AS life, k.value -> 'agenda' AS agenda, jsonb_typeof(k.value -> 'agenda') = 'array' AS planned,
      k.value -> 'life' ->> 'county' AS county, k.value -> 'life' ->> 'status' AS status, k.value -> 'life' ->> 'difficulty' AS difficulty, k.value -> 'life' ->> 'due' AS due,
      (k.value -> 'life' ->> 'responsible')::uuid AS responsible, (k.value -> 'life' ->> 'declared')::boolean AS declared, (k.value -> 'life' ->> 'revision')::int AS revision,
      (k.value -> 'life' ->> 'armRevision')::int AS arm_revision, (k.value -> 'life' ->> 'generation')::int AS generation
    FROM jsonb_each(intake -> 'kinds') AS k
  ), step AS MATERIALIZED (
    SELECT k.key, x.*, to_timestamp(x.at / 1000.0) AS moment
    FROM kind AS k, LATERAL jsonb_to_recordset(k.agenda) AS x (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
    WHERE k.planned
  ), entry AS MATERIALIZED (
    SELECT r.*, first_number + r.position::int AS number, k.life || jsonb_build_object('id', r.id) AS life, k.planned, k.county, k.status, k.difficulty, k.due, k.responsible,
      k.declared, k.revision, k.arm_revision, k.generation
    FROM ROWS FROM (
      jsonb_array_elements_text(columns -> 'id'), jsonb_array_elements_text(columns -> 'kind'), jsonb_array_elements_text(columns -> 'institution'),
      jsonb_array_elements_text(columns -> 'problem'), jsonb_array_elements_text(columns -> 'identity'), jsonb_array_elements_text(columns -> 'people'),
      jsonb_array_elements_text(columns -> 'amountYuan'), jsonb_array_elements_text(columns -> 'responsibleName'), jsonb_array_elements_text(columns -> 'measure'),
      jsonb_array_elements_text(columns -> 'dueText'), jsonb_array_elements_text(columns -> 'contact'), jsonb_array_elements_text(columns -> 'phone'),
      jsonb_array_elements_text(columns -> 'recurrenceOf'), jsonb_array_elements(columns -> 'doubts'), jsonb_array_elements_text(columns -> 'row'),
      jsonb_array_elements_text(columns -> 'sheet')
    ) WITH ORDINALITY AS r (id, kind, institution, problem, identity, people, amount_yuan, responsible_name, measure, due_text, contact, phone, recurrence_of, doubts, "row", sheet, position)
    JOIN kind AS k ON k.key = r.kind
  ), item AS (
    INSERT INTO ledger_item (id, campaign, number, county, institution, problem, identity, people, amount_yuan, responsible_name, measure, due_text,
      contact, phone, source, batch, recurrence_of, doubts, life, status, difficulty, due, responsible, late, declared, revision, arm_revision, generation, created_at, changed_at)
    SELECT e.id::uuid, of_campaign, e.number, e.county, e.institution, e.problem, e.identity, e.people::int, e.amount_yuan::numeric, e.responsible_name, e.measure,
      e.due_text, e.contact, e.phone, intake ->> 'source', of_batch, e.recurrence_of::uuid, e.doubts, e.life, e.status, e.difficulty, e.due,
      e.responsible, false, e.declared, e.revision, e.arm_revision, e.generation, moment, moment
    FROM entry AS e
  ), planned AS (
    INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
    SELECT e.id::uuid, e.arm_revision, s.rung, s.channel, of_campaign, e.county, s.moment, s.kind, s.roles, s."stoppedBy", s.urgent
    FROM entry AS e JOIN step AS s ON s.key = e.kind
  ), audited AS (
    INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, life, previous, hash)
    SELECT of_campaign, d.county, d.id, 1, moment, by_actor, by_role, 'import', 'done', d.detail, d.life, '',
      duban_audit_hash('', of_campaign, d.county, d.id, 1, moment, by_actor, by_role, 'import', 'done', d.detail, d.life)
    FROM (SELECT e.*, jsonb_strip_nulls(jsonb_build_object('batch', of_batch, 'row', e."row"::int, 'sheet', e.sheet, 'declared', e.declared)) AS detail FROM entry AS e) AS d
  )
  INSERT INTO wake (kind, campaign, subject) SELECT 'item', of_campaign, e.id FROM entry AS e WHERE e.planned ORDER BY e.number;
  RETURN asked;
END $$;
