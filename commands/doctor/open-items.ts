import type { PoolClient } from 'pg';
import type { LedgerItem } from '../../domain/ledger-item.ts';

export interface OpenItem {
  id: string;
  campaign: string;
  life: LedgerItem;
}

const batch = 2_000;

/** Ids of every item that is not over, in batches: bounded memory whatever the ledger holds. */
export async function* openItemIds(client: Pick<PoolClient, 'query'>): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<{ id: string }>(
      "SELECT id FROM ledger_item WHERE id > $1 AND status NOT IN ('registered', 'closed', 'voided') ORDER BY id LIMIT $2",
      [after, batch],
    );
    if (rows.length > 0) yield rows.map(({ id }) => id);
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.id;
  }
}
