import type { Pool, PoolClient } from 'pg';
import { agenda, type AgendaEntry } from '../../domain/agenda.ts';
import type { Moment } from '../../domain/calendar.ts';
import { isInstruction } from '../../domain/subject.ts';
import { agendaRows } from '../change-rows.ts';
import { calendarOf, rulesOf } from '../rules.ts';
import type { Finding } from './finding.ts';
import { asSubject, lockSubjects, openSubjects, type OpenSubject, type SubjectRow } from './open-subjects.ts';

interface Row {
  armRevision: number;
  rung: string;
  channel: string;
  at: Moment;
  kind: string;
  roles: string[];
  urgent: boolean;
  claimed: boolean;
}

type Planned = SubjectRow & { planned: Row[] };

interface Amiss {
  subject: OpenSubject;
  entries: AgendaEntry[];
  missing: number;
  stray: number;
}

/**
 * Compares what is planned for every open item and obligation with `agenda()`; with `repair`, plans it afresh. Claimed rows are history and never touched.
 * A subject and its rows are read in one statement, so that a change in between is no drift; before mending they are locked and read again.
 */
export async function examineAgendas(pool: Pool, client: PoolClient, repair: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const open of openSubjects(client)) {
    const ids = open.map(({ id }) => id);
    let amiss = await drifted(pool, await readPlanned(client, ids));
    if (repair && amiss.length > 0) {
      const locked = amiss.map(({ subject }) => subject.id);
      await lockSubjects(client, locked);
      amiss = await drifted(pool, await readPlanned(client, locked));
      if (amiss.length > 0) await rewrite(client, amiss);
    }
    findings.push(...amiss.flatMap((found) => told(found, repair)));
  }
  return [...findings, ...(await examineEnded(client, repair))];
}

function told({ subject, missing, stray }: Amiss, repair: boolean): Finding[] {
  const remedy = repair ? ('mended' as const) : ('mendable' as const);
  const found = (ailment: Finding['ailment'], rows: number): Finding[] =>
    rows > 0 ? [{ ailment, subject: subject.id, detail: { rows }, remedy }] : [];
  return [...found('agenda_missing', missing), ...found('agenda_stray', stray)];
}

async function drifted(pool: Pool, rows: Planned[]): Promise<Amiss[]> {
  const amiss: Amiss[] = [];
  for (const row of rows) {
    const subject = asSubject(row);
    const rules = await rulesOf(pool, subject.campaign, subject.rules.key, subject.rules.version);
    const entries = agenda(subject.state, rules.ladder, calendarOf(rules));
    const { missing, stray } = compare(entries, subject.state.armRevision, row.planned);
    if (missing + stray > 0) amiss.push({ subject, entries, missing, stray });
  }
  return amiss;
}

function compare(entries: AgendaEntry[], armRevision: number, rows: Row[]): { missing: number; stray: number } {
  const name = ({ rung, channel }: Pick<Row, 'rung' | 'channel'>) => `${rung} ${channel}`;
  const present = new Set(rows.filter((row) => row.armRevision === armRevision).map(name));
  const right = (entry: AgendaEntry, row: Row) =>
    row.at === entry.at && row.kind === entry.kind && row.urgent === entry.urgent && row.roles.join() === entry.to.join();
  const missing = entries.filter((entry) => !present.has(name(entry))).length;
  const expected = new Map(entries.map((entry) => [name(entry), entry]));
  const stray = rows.filter((row) => {
    if (isLeftOver(row, armRevision)) return false;
    const entry = row.armRevision === armRevision ? expected.get(name(row)) : undefined;
    return !row.claimed && (entry === undefined || !right(entry, row));
  }).length;
  return { missing, stray };
}

/** A due instruction that an earlier revision of the ladder left for the postman. */
function isLeftOver(row: Row, armRevision: number): boolean {
  return isInstruction(row) && row.armRevision < armRevision;
}

async function readPlanned(client: PoolClient, ids: string[]): Promise<Planned[]> {
  const { rows } = await client.query<Planned>(
    `SELECT s.kind, s.id, s.campaign, s.unit, s.life, coalesce(a.planned, '[]') AS planned FROM subject s
     LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('armRevision', arm_revision, 'rung', rung, 'channel', channel,
         'at', (extract(epoch FROM at) * 1000)::bigint, 'kind', kind, 'roles', roles, 'urgent', urgent, 'claimed', claimed_at IS NOT NULL)) AS planned
       FROM agenda WHERE subject = s.id) AS a ON true
     WHERE s.id = ANY ($1) AND s.is_open`,
    [ids],
  );
  return rows;
}

async function rewrite(client: PoolClient, amiss: Amiss[]): Promise<void> {
  const plans = amiss.map(({ subject: { id, campaign, unit, state }, entries }) => {
    return { subject: id, campaign, unit, arm: state.armRevision, agenda: agendaRows(entries) };
  });
  await client.query(
    `SELECT duban_plan_agenda(p.subject, p.campaign, p.unit, p.arm, p.agenda)
     FROM jsonb_to_recordset($1) AS p (subject uuid, campaign text, unit text, arm int, agenda jsonb)`,
    [JSON.stringify(plans)],
  );
}

/** Messages still planned for what is over. */
async function examineEnded(client: PoolClient, repair: boolean): Promise<Finding[]> {
  const stray = 'FROM agenda a WHERE a.claimed_at IS NULL AND EXISTS (SELECT FROM subject s WHERE s.id = a.subject AND NOT s.is_open)';
  const { rows } = await client.query<{ subject: string; n: number }>(`SELECT a.subject, count(*) AS n ${stray} GROUP BY a.subject`);
  if (repair && rows.length > 0) await client.query(`DELETE ${stray}`);
  return rows.map((row) => ({
    ailment: 'agenda_stray',
    subject: row.subject,
    detail: { rows: row.n },
    remedy: repair ? 'mended' : 'mendable',
  }));
}
