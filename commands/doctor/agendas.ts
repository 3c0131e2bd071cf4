import type { Pool, PoolClient } from 'pg';
import { agenda, type AgendaEntry } from '../../domain/agenda.ts';
import type { Moment } from '../../domain/calendar.ts';
import { clockState } from '../../domain/ledger-item.ts';
import { agendaRows } from '../execute.ts';
import { calendarOf, rulesOf } from '../rules.ts';
import type { Finding } from './finding.ts';
import { openItemIds, type OpenItem } from './open-items.ts';

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

interface PlannedItem extends OpenItem {
  planned: Row[];
}

interface Amiss {
  item: OpenItem;
  entries: AgendaEntry[];
  missing: number;
  stray: number;
}

/**
 * Compares what is planned for every open item with `agenda()`; with `repair`, plans it afresh. Claimed rows are history and never touched.
 * An item and its rows are read in one statement, so that a change in between is no drift; before mending they are locked and read again.
 */
export async function examineAgendas(pool: Pool, client: PoolClient, repair: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const ids of openItemIds(client)) {
    let amiss = await drifted(pool, await plannedItems(client, ids));
    if (repair && amiss.length > 0) {
      const locked = amiss.map(({ item }) => item.id);
      await client.query('SELECT 1 FROM ledger_item WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [locked]);
      amiss = await drifted(pool, await plannedItems(client, locked));
      if (amiss.length > 0) await rewrite(client, amiss);
    }
    findings.push(...amiss.flatMap((found) => told(found, repair)));
  }
  return [...findings, ...(await examineEnded(client, repair))];
}

function told({ item, missing, stray }: Amiss, repair: boolean): Finding[] {
  const remedy = repair ? ('mended' as const) : ('mendable' as const);
  const found = (ailment: Finding['ailment'], rows: number): Finding[] =>
    rows > 0 ? [{ ailment, subject: item.id, detail: { rows }, remedy }] : [];
  return [...found('agenda_missing', missing), ...found('agenda_stray', stray)];
}

async function drifted(pool: Pool, items: PlannedItem[]): Promise<Amiss[]> {
  const amiss: Amiss[] = [];
  for (const item of items) {
    const rules = await rulesOf(pool, item.campaign, item.life.difficulty, item.life.rulesVersion);
    const entries = agenda(clockState(item.life), rules.ladder, calendarOf(rules));
    const { missing, stray } = compare(entries, item.life.armRevision, item.planned);
    if (missing + stray > 0) amiss.push({ item, entries, missing, stray });
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
    const entry = row.armRevision === armRevision ? expected.get(name(row)) : undefined;
    return !row.claimed && (entry === undefined || !right(entry, row));
  }).length;
  return { missing, stray };
}

async function plannedItems(client: PoolClient, ids: string[]): Promise<PlannedItem[]> {
  const { rows } = await client.query<PlannedItem>(
    `SELECT i.id, i.campaign, i.life, coalesce(a.planned, '[]') AS planned FROM ledger_item i
     LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('armRevision', arm_revision, 'rung', rung, 'channel', channel,
         'at', (extract(epoch FROM at) * 1000)::bigint, 'kind', kind, 'roles', roles, 'urgent', urgent, 'claimed', claimed_at IS NOT NULL)) AS planned
       FROM agenda WHERE subject = i.id) AS a ON true
     WHERE i.id = ANY ($1) AND i.status NOT IN ('registered', 'closed', 'voided')`,
    [ids],
  );
  return rows;
}

async function rewrite(client: PoolClient, amiss: Amiss[]): Promise<void> {
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
