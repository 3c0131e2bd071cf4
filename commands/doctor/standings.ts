import type { PoolClient } from 'pg';

/** Where an item stands, for comparing with its workflow. */
export interface Standing {
  id: string;
  /** Null: there is no such row. */
  campaign: string | null;
  isOpen: boolean;
  generation: number;
  revision: number;
  /** Its newest change is with the relay. */
  waits: boolean;
}

/** Each of the items named, in one statement; also those that have no row. */
export async function readStandings(client: PoolClient, ids: string[]): Promise<Standing[]> {
  const { rows } = await client.query<Standing>(
    `SELECT n.id, i.campaign, coalesce(i.status NOT IN ('registered', 'closed', 'voided'), false) AS "isOpen", coalesce(i.generation, 0) AS generation,
       coalesce(i.revision, 0) AS revision, EXISTS (SELECT 1 FROM wake w WHERE w.kind = 'item' AND w.subject = n.id) AS waits
     FROM unnest($1::text[]) AS n (id) LEFT JOIN ledger_item i ON i.id::text = n.id`,
    [ids],
  );
  return rows;
}
