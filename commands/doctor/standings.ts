import type { PoolClient } from 'pg';

/** Where an item or obligation stands, for comparing with its workflow. */
export interface Standing {
  workflow: string;
  /** Null: there is no such row. */
  subject: string | null;
  isOpen: boolean;
  generation: number;
  revision: number;
  /** Its newest change is with the relay. */
  waits: boolean;
}

/** What each of the workflows named is for, in one statement; also those that have no row. */
export async function readStandings(client: PoolClient, workflows: string[]): Promise<Standing[]> {
  const { rows } = await client.query<Standing>(
    `SELECT n.workflow, s.id::text AS subject, coalesce(s.is_open, false) AS "isOpen", coalesce(s.generation, 0) AS generation,
       coalesce(s.revision, 0) AS revision, EXISTS (SELECT 1 FROM wake w WHERE w.kind = s.kind AND w.subject = s.id::text) AS waits
     FROM unnest($1::text[]) AS n (workflow) LEFT JOIN subject s USING (workflow)`,
    [workflows],
  );
  return rows;
}
