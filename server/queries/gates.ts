import type pg from 'pg';
import type { Gate } from '../../domain/plan.ts';
import { keyed } from '../campaign.ts';
import type { TodayView } from '../contract/today.ts';
import type { Viewing } from '../views/ledger-row.ts';
import { lightBounds, lightSql } from '../views/light-sql.ts';
import { extended } from './conditions.ts';

type Phases = TodayView['phases'];

/** The phases with days left and, of what the actor may see, what is still in the way of each one's closing. */
export async function phasesOf(client: pg.PoolClient, viewing: Viewing, day: string): Promise<Phases> {
  const { phases } = viewing.campaign.plan;
  const [items, obligations] = [await unclosed(client, viewing), await unaccepted(client, viewing)];
  return phases.map(({ key, name, starts, ends, gates }) => ({
    ...keyed(key, name),
    starts,
    ends,
    daysLeft: Math.max(0, Math.round((Date.parse(ends) - Date.parse(day)) / 86_400_000)),
    state: day < starts ? 'coming' : day > ends ? 'past' : 'running',
    gates: gates.map((gate) => ({ ...keyed(gate.key, gate.name), ...stands(gate, items, obligations) })),
  }));
}

/** What only people can say, such as quotas of inspections that are kept elsewhere, is told as such and never counted as met. */
function stands(
  { checks, of = [] }: Gate,
  items: Map<string, number>,
  obligations: Map<string, number>,
): Pick<Phases[number]['gates'][number], 'checks' | 'left'> {
  if (checks === 'ledger') return { checks, left: sum(items, of) };
  if (checks === 'obligations') return { checks, left: sum(obligations, of) };
  return { checks: 'person', left: null };
}

function sum(counts: Map<string, number>, of: string[]): number {
  return [...counts].reduce((total, [key, count]) => (of.length === 0 || of.includes(key) ? total + count : total), 0);
}

/** Items by class that are neither over nor in an extension that still runs. */
async function unclosed(client: pg.PoolClient, { campaign, now }: Viewing): Promise<Map<string, number>> {
  const text = `SELECT i.difficulty AS key, count(*) AS count FROM ledger_item i
    WHERE i.campaign = $1 AND i.status NOT IN ('closed', 'voided') AND NOT (${extended('i')} AND ${lightSql('$2')} <> 'red') GROUP BY i.difficulty`;
  return counted(client, text, [campaign.id, JSON.stringify(lightBounds(campaign, now))]);
}

/** Obligations by rule that are neither accepted nor waived. */
async function unaccepted(client: pg.PoolClient, { campaign }: Viewing): Promise<Map<string, number>> {
  const text =
    "SELECT o.rule AS key, count(*) AS count FROM obligation o WHERE o.campaign = $1 AND o.status NOT IN ('accepted', 'waived') GROUP BY o.rule";
  return counted(client, text, [campaign.id]);
}

async function counted(client: pg.PoolClient, text: string, values: unknown[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ key: string; count: number }>(text, values);
  return new Map(rows.map(({ key, count }) => [key, count]));
}
