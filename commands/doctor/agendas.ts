import type { Pool, PoolClient } from 'pg';
import { agenda, type AgendaEntry } from '../../domain/agenda.ts';
import type { Moment } from '../../domain/calendar.ts';
import { clockState } from '../../domain/ledger-item.ts';
import { isInstruction } from '../../domain/subject.ts';
import { agendaRows } from '../execute.ts';
import { calendarOf, rulesOf } from '../rules.ts';
import type { Finding } from './finding.ts';
import { openItems, type OpenItem } from './open-items.ts';

interface Row {
  subject: string;
  arm_revision: number;
  rung: string;
  at: Moment;
  roles: string[];
  claimed: boolean;
}

/** Compares what is planned for every open item with `agenda()`; with `repair`, plans it afresh. Claimed rows are history and never touched. */
export async function examineAgendas(pool: Pool, client: PoolClient, repair: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const items of openItems(client)) {
    const planned = await plannedRows(client, items);
    const amiss: { item: OpenItem; entries: AgendaEntry[] }[] = [];
    for (const item of items) {
      const rules = await rulesOf(pool, item.campaign, item.life.difficulty, item.life.rulesVersion);
      const entries = agenda(clockState(item.life), rules.ladder, calendarOf(rules));
      const { missing, stray } = compare(entries, item.life.armRevision, planned.get(item.id) ?? []);
      const remedy = repair ? ('mended' as const) : ('mendable' as const);
      if (missing > 0) findings.push({ ailment: 'agenda_missing', subject: item.id, detail: { rows: missing }, remedy });
      if (stray > 0) findings.push({ ailment: 'agenda_stray', subject: item.id, detail: { rows: stray }, remedy });
      if (missing + stray > 0) amiss.push({ item, entries });
    }
    if (repair && amiss.length > 0) await rewrite(client, amiss);
  }
  return [...findings, ...(await examineEnded(client, repair))];
}

function compare(entries: AgendaEntry[], armRevision: number, rows: Row[]): { missing: number; stray: number } {
  const present = new Map(rows.filter((row) => row.arm_revision === armRevision).map((row) => [row.rung, row]));
  const right = (entry: AgendaEntry, row: Row) => row.at === entry.at && row.roles.join() === entry.to.join();
  const missing = entries.filter((entry) => !present.has(entry.rung)).length;
  const expected = new Map(entries.map((entry) => [entry.rung, entry]));
  const stray = rows.filter((row) => {
    if (isLeftOver(row, armRevision)) return false;
    const entry = row.arm_revision === armRevision ? expected.get(row.rung) : undefined;
    return !row.claimed && (entry === undefined || !right(entry, row));
  }).length;
  return { missing, stray };
}

/** A due instruction that an earlier revision of the ladder left for the postman. */
function isLeftOver(row: Row, armRevision: number): boolean {
  return isInstruction(row) && row.arm_revision < armRevision;
}

async function plannedRows(client: PoolClient, items: OpenItem[]): Promise<Map<string, Row[]>> {
  const { rows } = await client.query<Row>(
    'SELECT subject, arm_revision, rung, at, roles, claimed_at IS NOT NULL AS claimed FROM agenda WHERE subject = ANY ($1)',
    [items.map((item) => item.id)],
  );
  const bySubject = new Map<string, Row[]>();
  for (const row of rows) {
    const list = bySubject.get(row.subject);
    if (list) list.push(row);
    else bySubject.set(row.subject, [row]);
  }
  return bySubject;
}

async function rewrite(client: PoolClient, amiss: { item: OpenItem; entries: AgendaEntry[] }[]): Promise<void> {
  const changes = amiss.map(({ item, entries }) => ({
    subject: item.id,
    campaign: item.campaign,
    life: item.life,
    agenda: agendaRows(entries),
  }));
  await client.query('SELECT duban_rewrite_agenda($1)', [JSON.stringify(changes)]);
}

/** Messages still planned for items that are over. */
async function examineEnded(client: PoolClient, repair: boolean): Promise<Finding[]> {
  const stray = `agenda a USING ledger_item i WHERE i.id = a.subject AND a.claimed_at IS NULL AND i.status IN ('closed', 'voided', 'registered')`;
  const { rows } = await client.query<{ subject: string; n: number }>(
    `SELECT a.subject, count(*) AS n FROM ${stray.replace(' USING', ',')} GROUP BY a.subject`,
  );
  if (repair && rows.length > 0) await client.query(`DELETE FROM ${stray}`);
  return rows.map((row) => ({
    ailment: 'agenda_stray',
    subject: row.subject,
    detail: { rows: row.n },
    remedy: repair ? 'mended' : 'mendable',
  }));
}
