import type { Stage } from './stage.ts';

/** Tables that plain SQL has to itself: the same columns, indexes and durability, no walls. */
export const plainTables = ['ledger_item', 'agenda', 'audit', 'wake', 'command', 'delivery', 'delivery_line'] as const;
export type PlainTable = (typeof plainTables)[number];

export async function makePlainTables(stage: Pick<Stage, 'owner'>): Promise<void> {
  for (const table of plainTables) {
    await stage.owner.query(`DROP TABLE IF EXISTS plain_${table}`);
    await stage.owner.query(`CREATE TABLE plain_${table} (LIKE ${table} INCLUDING ALL)`);
  }
}

/** The simplest way to make rows durable: one statement a table, one transaction. `rows`: JSON arrays of whole rows. */
export async function insertPlain(stage: Pick<Stage, 'owner'>, rows: Partial<Record<PlainTable, string>>): Promise<void> {
  const client = await stage.owner.connect();
  try {
    await client.query('BEGIN');
    for (const [table, json] of Object.entries(rows)) {
      await client.query(`INSERT INTO plain_${table} SELECT * FROM json_populate_recordset(null::plain_${table}, $1)`, [json]);
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
