import type { PoolClient } from 'pg';
import type { clockState } from '../../domain/ledger-item.ts';
import { items, obligations } from '../kinds.ts';
import type { KindName, Life, SubjectKind } from '../subject-kind.ts';

/** An item or an obligation that is not over, as its row has it. */
export interface OpenSubject {
  id: string;
  campaign: string;
  unit: string;
  state: ReturnType<typeof clockState>;
  rules: { key: string; version: number };
}

/** The same as the view `subject` gives it. */
export type SubjectRow = { id: string; campaign: string; unit: string } & (
  { kind: 'item'; life: Life<'item'> } | { kind: 'obligation'; life: Life<'obligation'> }
);

export function asSubject({ id, campaign, unit, ...row }: SubjectRow): OpenSubject {
  const timed = row.kind === 'item' ? timedBy(items, row.life) : timedBy(obligations, row.life);
  return { id, campaign, unit, ...timed };
}

function timedBy<K extends KindName>(kind: SubjectKind<K>, life: Life<K>): Pick<OpenSubject, 'state' | 'rules'> {
  return { state: kind.clock(life), rules: { key: kind.rulesKey(life), version: life.rulesVersion } };
}

const batch = 2_000;

/** Everything that is not over, in batches by id: bounded memory whatever the ledger holds. */
export async function* openSubjects(client: Pick<PoolClient, 'query'>): AsyncGenerator<{ id: string; workflow: string }[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const text = 'SELECT id, workflow FROM subject WHERE id > $1 AND is_open ORDER BY id LIMIT $2';
    const { rows } = await client.query<{ id: string; workflow: string }>(text, [after, batch]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.id;
  }
}

/** Nobody changes them before the transaction ends. In order, so that two who lock never wait for each other. */
export async function lockSubjects(client: PoolClient, ids: string[]): Promise<void> {
  for (const table of ['ledger_item', 'obligation']) {
    await client.query(`SELECT 1 FROM ${table} WHERE id = ANY ($1) ORDER BY id FOR UPDATE`, [ids]);
  }
}

/** Has the relay tell them. */
export async function wakeSubjects(client: PoolClient, ids: string[]): Promise<void> {
  await client.query('INSERT INTO wake (kind, campaign, subject) SELECT kind, campaign, id::text FROM subject WHERE id::text = ANY ($1)', [
    ids,
  ]);
}
