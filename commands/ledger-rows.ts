import type { PoolClient } from 'pg';
import type { Day } from '../domain/calendar.ts';

/** An item as annex 3 states it, with the system's number. */
export interface LedgerFormRow {
  number: number | null;
  systemNumber: string;
  institution: string | null;
  problem: string;
  people: number;
  amountYuan: number;
  responsible: string | null;
  measure: string;
  due: Day | null;
  dueText: string;
  difficulty: string;
  done: boolean;
  contact: string | null;
  phone: string | null;
}

/** A unit's items in the order of their numbers, without those that were voided. What the form's time limit said stays as it was written. */
export async function ledgerRows(client: PoolClient, campaign: string, county: string): Promise<LedgerFormRow[]> {
  const { rows } = await client.query<LedgerFormRow>(
    `SELECT row_number() OVER (ORDER BY number)::int AS number, number::text AS "systemNumber", institution, problem, people, amount_yuan::float8 AS "amountYuan",
       responsible_name AS responsible, measure, due, due_text AS "dueText", difficulty, status = 'closed' AS done, contact, phone
     FROM ledger_item WHERE campaign = $1 AND county = $2 AND status <> 'voided' ORDER BY ledger_item.number`,
    [campaign, county],
  );
  return rows;
}
