-- CreateTable
CREATE TABLE "obligation" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "period" TEXT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "life" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "responsible" UUID,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "arm_revision" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "obligation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "obligation_campaign_due_idx" ON "obligation"("campaign", "due");

-- CreateIndex
CREATE UNIQUE INDEX "obligation_campaign_unit_key_key" ON "obligation"("campaign", "unit", "key");

-- The same wall as around ledger items: without an actor no row is visible, and a unit sees its own. Nothing is ever deleted.
GRANT SELECT, INSERT, UPDATE ON "obligation" TO duban_app, duban_engine;
ALTER TABLE "obligation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "obligation" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_unit ON "obligation" USING ((SELECT duban_sees_all()) OR "unit" = ANY ((SELECT duban_units())::text[]));

-- An obligation as a command finds it, and the answer this command already had.
CREATE FUNCTION duban_read_obligation(actor jsonb, obligation_id uuid, command_id uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  found_obligation record;
  found_command jsonb;
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  SELECT o.life, o.campaign INTO found_obligation FROM obligation o WHERE o.id = obligation_id;
  SELECT jsonb_build_object('subject', c.subject, 'actor', c.actor, 'answer', c.answer) INTO found_command FROM command c WHERE c.id = command_id;
  RETURN jsonb_build_object('life', found_obligation.life, 'campaign', found_obligation.campaign, 'command', found_command);
END $$;

-- Writes one decided change of an obligation, as duban_change_items does of items: state, answer, audit, agenda and wake row, all or nothing.
-- A revision that has moved raises DB001, a command answered meanwhile DB002.
CREATE FUNCTION duban_change_obligation(actor jsonb, change jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  UPDATE obligation o SET
    life = change -> 'life', status = change -> 'life' ->> 'status', due = change -> 'life' ->> 'due',
    responsible = (change -> 'life' ->> 'responsible')::uuid, late = (change -> 'life' ->> 'late')::boolean,
    revision = (change -> 'life' ->> 'revision')::int, arm_revision = (change -> 'life' ->> 'armRevision')::int,
    generation = (change -> 'life' ->> 'generation')::int, changed_at = to_timestamp((change ->> 'at')::bigint / 1000.0)
  WHERE o.id = (change ->> 'subject')::uuid AND o.revision = (change ->> 'expected')::int AND o.generation = (change ->> 'generation')::int;
  IF NOT FOUND THEN RAISE EXCEPTION 'a subject has moved on' USING ERRCODE = 'DB001'; END IF;

  INSERT INTO command (id, subject, actor, answer)
  VALUES ((change ->> 'id')::uuid, change ->> 'subject', change ->> 'actor', change -> 'answer') ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RAISE EXCEPTION 'a command was answered before' USING ERRCODE = 'DB002'; END IF;

  PERFORM duban_audit(jsonb_build_array(change));
  PERFORM duban_rewrite_agenda(jsonb_build_array(jsonb_build_object('campaign', change -> 'campaign', 'subject', change -> 'subject', 'agenda', change -> 'agenda',
    'life', jsonb_build_object('armRevision', change -> 'life' -> 'armRevision', 'county', change -> 'life' -> 'unit'))));
  IF (change ->> 'wake')::boolean THEN
    INSERT INTO wake (kind, campaign, subject) VALUES ('obligation', change ->> 'campaign', change ->> 'subject');
  END IF;
END $$;

-- Enters what a plan's units owe, set-based: {campaign, actor, role, at, obligations: [{id, life, unit, …, action, detail, agenda: key | null}], agendas: {key: [...]}}.
-- Units that owe the same share their agenda. One without an agenda was over before it was entered, and has no workflow.
CREATE FUNCTION duban_enter_obligations(actor jsonb, intake jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz(3) := to_timestamp((intake ->> 'at')::bigint / 1000.0);
BEGIN
  PERFORM set_config('duban.actor', actor::text, true);
  CREATE TEMPORARY TABLE owed_row ON COMMIT DROP AS
  SELECT r.* FROM jsonb_to_recordset(intake -> 'obligations') AS r (
    id uuid, unit text, key text, rule text, period text, kind text, name text, starts text, life jsonb, action text, detail jsonb, agenda text);

  INSERT INTO obligation (id, campaign, unit, key, rule, period, kind, name, starts, life, status, due, responsible, late, revision, arm_revision, generation, created_at, changed_at)
  SELECT r.id, intake ->> 'campaign', r.unit, r.key, r.rule, r.period, r.kind, r.name, r.starts, r.life, r.life ->> 'status', r.life ->> 'due',
    (r.life ->> 'responsible')::uuid, (r.life ->> 'late')::boolean, (r.life ->> 'revision')::int, (r.life ->> 'armRevision')::int,
    (r.life ->> 'generation')::int, moment, moment
  FROM owed_row r;

  INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by, urgent)
  SELECT r.id, (r.life ->> 'armRevision')::int, e.rung, e.channel, intake ->> 'campaign', r.unit, to_timestamp(e.at / 1000.0), e.kind, e.roles, e."stoppedBy", e.urgent
  FROM owed_row r
  JOIN (SELECT a.key, x.* FROM jsonb_each(intake -> 'agendas') AS a,
        LATERAL jsonb_to_recordset(a.value) AS x (at bigint, rung text, kind text, roles text[], channel text, "stoppedBy" text[], urgent boolean)) AS e ON e.key = r.agenda;

  PERFORM duban_audit(coalesce(jsonb_agg(jsonb_build_object('campaign', intake ->> 'campaign', 'unit', r.unit, 'subject', r.id, 'at', intake -> 'at',
    'actor', intake ->> 'actor', 'role', intake ->> 'role', 'action', r.action, 'result', 'done', 'detail', r.detail, 'life', r.life)), '[]')) FROM owed_row r;

  INSERT INTO wake (kind, campaign, subject) SELECT 'obligation', intake ->> 'campaign', r.id::text FROM owed_row r WHERE r.agenda IS NOT NULL ORDER BY r.life ->> 'due', r.unit;
  DROP TABLE owed_row;
  RETURN jsonb_array_length(intake -> 'obligations');
END $$;
