import type { PoolClient } from 'pg';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { obligationClock, obligationRulesKey, type Obligation } from '../../domain/obligation.ts';

/** An item or an obligation that is not over, as its row has it. */
export interface OpenSubject {
  kind: 'item' | 'obligation';
  id: string;
  campaign: string;
  unit: string;
  workflowId: string;
  state: ReturnType<typeof clockState>;
  rules: { key: string; version: number };
}

const batch = 2_000;
const lowest = '00000000-0000-0000-0000-000000000000';

/** Everything that is not over, in batches by id: bounded memory whatever the ledger holds. */
export async function* openSubjects(client: PoolClient): AsyncGenerator<OpenSubject[]> {
  yield* batches(async (after) => {
    const { rows } = await client.query<{ campaign: string; life: LedgerItem }>(
      "SELECT campaign, life FROM ledger_item WHERE id > $1 AND status NOT IN ('registered', 'closed', 'voided') ORDER BY id LIMIT $2",
      [after, batch],
    );
    return rows.map(({ campaign, life }) => ({
      kind: 'item',
      id: life.id,
      campaign,
      unit: life.county,
      workflowId: `item:${campaign}:${life.id}`,
      state: clockState(life),
      rules: { key: life.difficulty, version: life.rulesVersion },
    }));
  });
  yield* batches(async (after) => {
    const { rows } = await client.query<{ campaign: string; life: Obligation }>(
      "SELECT campaign, life FROM obligation WHERE id > $1 AND status NOT IN ('accepted', 'waived') ORDER BY id LIMIT $2",
      [after, batch],
    );
    return rows.map(({ campaign, life }) => ({
      kind: 'obligation',
      id: life.id,
      campaign,
      unit: life.unit,
      workflowId: `obligation:${campaign}:${life.unit}:${life.key}`,
      state: obligationClock(life),
      rules: { key: obligationRulesKey(life.key), version: life.rulesVersion },
    }));
  });
}

async function* batches(read: (after: string) => Promise<OpenSubject[]>): AsyncGenerator<OpenSubject[]> {
  for (let after = lowest; ;) {
    const found = await read(after);
    if (found.length > 0) yield found;
    const last = found.at(-1);
    if (!last || found.length < batch) return;
    after = last.id;
  }
}
