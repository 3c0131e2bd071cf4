-- The write side of execute(): each function is one round trip and one transaction.

-- Canonical text of an audit row; its SHA-256 is the link of the chain. Verified by `duban doctor` with this same function.
CREATE FUNCTION duban_audit_hash(previous text, campaign text, unit text, subject text, seq int, at timestamptz, actor text, role text,
                                 action text, result text, detail jsonb, life jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\x1f', previous, campaign, unit, subject, seq, (extract(epoch FROM at) * 1000)::bigint,
                                            actor, role, action, result, detail::text, coalesce(life::text, '')), 'UTF8')), 'hex')
$$;

-- Where the chain of a subject ends, whoever appends to it: rows of the county a subject was transferred from are hidden from the one it went to.
-- The setting is changed inside and put back, because only a superuser may declare it on a function.
CREATE FUNCTION duban_audit_end(chain text) RETURNS TABLE (seq int, hash text) LANGUAGE plpgsql AS $$
DECLARE
  actor text := coalesce(current_setting('duban.actor', true), '');
BEGIN
  PERFORM set_config('duban.actor', '{"id":"audit","role":"engine","units":"*"}', true);
  RETURN QUERY SELECT a.seq, a.hash FROM audit a WHERE a.subject = chain ORDER BY a.seq DESC LIMIT 1;
  PERFORM set_config('duban.actor', actor, true);
END $$;

-- Appends to the chains of the subjects given, at most one row a subject: [{campaign, unit, subject, at, actor, role, action, result, detail, life}]. `at` in epoch ms.
CREATE FUNCTION duban_audit(entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(e.subject, 7))
  FROM (SELECT value ->> 'subject' AS subject FROM jsonb_array_elements(entries) ORDER BY 1) AS e;
  INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, life, previous, hash)
  SELECT n.campaign, n.unit, n.subject, n.seq, n.moment, n.actor, n.role, n.action, n.result, n.detail, n.life, n.previous,
         duban_audit_hash(n.previous, n.campaign, n.unit, n.subject, n.seq, n.moment, n.actor, n.role, n.action, n.result, n.detail, n.life)
  FROM (
    SELECT e.*, to_timestamp(e.at / 1000.0)::timestamptz(3) AS moment, coalesce(last.seq, 0) + 1 AS seq, coalesce(last.hash, '') AS previous
    FROM jsonb_to_recordset(entries) AS e (campaign text, unit text, subject text, at bigint, actor text, role text, action text, result text, detail jsonb, life jsonb)
    LEFT JOIN LATERAL duban_audit_end(e.subject) AS last ON true
  ) AS n;
END $$;

-- A subject as a command finds it, and the answer this command already had.
CREATE FUNCTION duban_read_item(actor jsonb, item uuid, command_id uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  found_item record;
  found_command jsonb;
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  SELECT i.life, i.campaign INTO found_item FROM ledger_item i WHERE i.id = item;
  SELECT jsonb_build_object('subject', c.subject, 'actor', c.actor, 'answer', c.answer) INTO found_command FROM command c WHERE c.id = command_id;
  RETURN jsonb_build_object('life', found_item.life, 'campaign', found_item.campaign, 'command', found_command);
END $$;

-- Writes decided changes of items: state, audit, agenda, wake row and answer, all or nothing. Each change names the revision it was
-- decided on; one that has moved raises DB001, a command that has been answered meanwhile raises DB002, and nothing is written.
-- Row by row, found by key: a plan over a set of unknown size reads whole tables. The relay is called after the commit, not here:
-- NOTIFY makes every commit of the database wait for the one before it to reach the disk.
CREATE FUNCTION duban_change_items(actor jsonb, changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c record;
  moment timestamptz(3);
  last_seq int;
  last_hash text;
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  FOR c IN SELECT * FROM jsonb_to_recordset(changes) AS c (id uuid, campaign text, unit text, subject uuid, at bigint, actor text, role text, action text,
    result text, detail jsonb, expected int, generation int, life jsonb, content jsonb, agenda jsonb, wake boolean, answer jsonb)
  LOOP
    moment := to_timestamp(c.at / 1000.0);
    UPDATE ledger_item i SET
      life = c.life, county = c.life ->> 'county', status = c.life ->> 'status', difficulty = c.life ->> 'difficulty', due = c.life ->> 'due',
      responsible = (c.life ->> 'responsible')::uuid, late = (c.life ->> 'late')::boolean, revision = (c.life ->> 'revision')::int,
      arm_revision = (c.life ->> 'armRevision')::int, generation = (c.life ->> 'generation')::int, changed_at = moment
    WHERE i.id = c.subject AND i.revision = c.expected AND i.generation = c.generation;
    IF NOT FOUND THEN RAISE EXCEPTION 'a subject has moved on' USING ERRCODE = 'DB001'; END IF;
    IF jsonb_typeof(c.content) = 'object' AND c.content <> '{}' THEN PERFORM duban_rewrite_content(c.subject, c.content); END IF;

    INSERT INTO command (id, subject, actor, answer) VALUES (c.id, c.subject::text, c.actor, c.answer) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RAISE EXCEPTION 'a command was answered before' USING ERRCODE = 'DB002'; END IF;

    PERFORM pg_advisory_xact_lock(hashtextextended(c.subject::text, 7));
    SELECT e.seq, e.hash INTO last_seq, last_hash FROM duban_audit_end(c.subject::text) AS e;
    last_seq := coalesce(last_seq, 0) + 1;
    last_hash := coalesce(last_hash, '');
    INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, life, previous, hash)
    VALUES (c.campaign, c.unit, c.subject::text, last_seq, moment, c.actor, c.role, c.action, c.result, c.detail, c.life, last_hash,
      duban_audit_hash(last_hash, c.campaign, c.unit, c.subject::text, last_seq, moment, c.actor, c.role, c.action, c.result, c.detail, c.life));

    IF jsonb_typeof(c.agenda) = 'array' THEN
      DELETE FROM agenda a WHERE a.subject = c.subject AND a.claimed_at IS NULL;
      INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
      SELECT c.subject, (c.life ->> 'armRevision')::int, e.rung, e.channel, c.campaign, c.life ->> 'county', to_timestamp(e.at / 1000.0), e.kind, e.roles, e."stoppedBy", e.urgent
      FROM jsonb_to_recordset(c.agenda) AS e (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
      ON CONFLICT DO NOTHING;
    END IF;
    IF c.wake THEN INSERT INTO wake (kind, campaign, subject) VALUES ('item', c.campaign, c.subject::text); END IF;
  END LOOP;
END $$;

-- What an item says, besides its life: only the keys that are given.
CREATE FUNCTION duban_rewrite_content(item uuid, content jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger_item i SET
    institution = CASE WHEN content ? 'institution' THEN content ->> 'institution' ELSE i.institution END,
    problem = coalesce(content ->> 'problem', i.problem),
    identity = coalesce(content ->> 'identity', i.identity),
    people = coalesce((content ->> 'people')::int, i.people),
    amount_yuan = coalesce((content ->> 'amountYuan')::numeric, i.amount_yuan),
    responsible_name = CASE WHEN content ? 'responsibleName' THEN content ->> 'responsibleName' ELSE i.responsible_name END,
    measure = coalesce(content ->> 'measure', i.measure),
    due_text = coalesce(content ->> 'dueText', i.due_text),
    contact = CASE WHEN content ? 'contact' THEN content ->> 'contact' ELSE i.contact END,
    phone = CASE WHEN content ? 'phone' THEN content ->> 'phone' ELSE i.phone END
  WHERE i.id = item;
END $$;

-- Replaces the unclaimed agenda of subjects whose change carries one: [{campaign, unit, subject, agenda: [...] | null, life: {armRevision}}].
-- Claimed rows stay, and what they stand for is not planned again.
CREATE FUNCTION duban_rewrite_agenda(changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM agenda a USING jsonb_to_recordset(changes) AS c (subject uuid, agenda jsonb)
  WHERE a.subject = c.subject AND a.claimed_at IS NULL AND jsonb_typeof(c.agenda) = 'array';
  INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
  SELECT c.subject, (c.life ->> 'armRevision')::int, e.rung, e.channel, c.campaign, c.life ->> 'county', to_timestamp(e.at / 1000.0), e.kind, e.roles, e."stoppedBy", e.urgent
  FROM jsonb_to_recordset(changes) AS c (subject uuid, campaign text, life jsonb, agenda jsonb)
  CROSS JOIN LATERAL jsonb_to_recordset(c.agenda) AS e (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)
  WHERE jsonb_typeof(c.agenda) = 'array'
  ON CONFLICT DO NOTHING;
END $$;

-- A refused command: audited, its answer kept, nothing else written.
CREATE FUNCTION duban_refuse(actor jsonb, refusal jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  INSERT INTO command (id, subject, actor, answer)
  VALUES ((refusal ->> 'id')::uuid, refusal ->> 'subject', refusal ->> 'actor', refusal -> 'answer') ON CONFLICT DO NOTHING;
  IF FOUND THEN PERFORM duban_audit(jsonb_build_array(refusal)); END IF;
END $$;

-- Enters items into the ledger, set-based: {campaign, actor, role, at, items: [{id, life, agenda: key | null, …content}], agendas: {key: [...]}}.
-- Numbers are given in order; items of one class share their agenda. Returns how many were entered.
CREATE FUNCTION duban_register_items(actor jsonb, intake jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  asked int := jsonb_array_length(intake -> 'items');
  moment timestamptz(3) := to_timestamp((intake ->> 'at')::bigint / 1000.0);
  first_number int;
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  UPDATE campaign SET last_number = last_number + asked WHERE id = intake ->> 'campaign' RETURNING last_number - asked INTO STRICT first_number;

  CREATE TEMPORARY TABLE intake_row ON COMMIT DROP AS
  SELECT r.*, first_number + row_number() OVER (ORDER BY r.position)::int AS number
  FROM jsonb_to_recordset(intake -> 'items') AS r (
    position int, id uuid, life jsonb, agenda text, institution text, problem text, identity text, people int, "amountYuan" numeric,
    "responsibleName" text, measure text, "dueText" text, contact text, phone text, source text, batch uuid, "recurrenceOf" uuid, doubts jsonb, detail jsonb);

  INSERT INTO ledger_item (id, campaign, number, county, institution, problem, identity, people, amount_yuan, responsible_name, measure, due_text,
    contact, phone, source, batch, recurrence_of, doubts, life, status, difficulty, due, responsible, late, declared, revision, arm_revision, generation, created_at, changed_at)
  SELECT r.id, intake ->> 'campaign', r.number, r.life ->> 'county', r.institution, r.problem, r.identity, r.people, r."amountYuan", r."responsibleName", r.measure,
    r."dueText", r.contact, r.phone, r.source, r.batch, r."recurrenceOf", coalesce(r.doubts, '[]'), r.life, r.life ->> 'status', r.life ->> 'difficulty', r.life ->> 'due',
    (r.life ->> 'responsible')::uuid, false, (r.life ->> 'declared')::boolean, (r.life ->> 'revision')::int, (r.life ->> 'armRevision')::int,
    (r.life ->> 'generation')::int, moment, moment
  FROM intake_row r;

  INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
  SELECT r.id, (r.life ->> 'armRevision')::int, e.rung, e.channel, intake ->> 'campaign', r.life ->> 'county', to_timestamp(e.at / 1000.0), e.kind, e.roles, e."stoppedBy", e.urgent
  FROM intake_row r
  JOIN (SELECT a.key, x.* FROM jsonb_each(intake -> 'agendas') AS a,
        LATERAL jsonb_to_recordset(a.value) AS x (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)) AS e ON e.key = r.agenda;

  INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, life, previous, hash)
  SELECT intake ->> 'campaign', r.life ->> 'county', r.id::text, 1, moment, intake ->> 'actor', intake ->> 'role', 'import', 'done', r.detail, r.life, '',
    duban_audit_hash('', intake ->> 'campaign', r.life ->> 'county', r.id::text, 1, moment, intake ->> 'actor', intake ->> 'role', 'import', 'done', r.detail, r.life)
  FROM intake_row r;

  INSERT INTO wake (kind, campaign, subject) SELECT 'item', intake ->> 'campaign', r.id::text FROM intake_row r WHERE r.agenda IS NOT NULL ORDER BY r.number;
  NOTIFY duban_wake;
  DROP TABLE intake_row;
  RETURN asked;
END $$;
