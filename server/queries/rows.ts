import type { LedgerItem } from '../../domain/ledger-item.ts';

/** An item as the database holds it, with the name of its responsible person. */
export interface ItemRow {
  id: string;
  number: number;
  institution: string | null;
  problem: string;
  people: number;
  amountYuan: number;
  responsibleName: string | null;
  measure: string;
  dueText: string;
  contact: string | null;
  phone: string | null;
  source: string;
  batch: string | null;
  recurrenceOf: string | null;
  doubts: string[];
  life: LedgerItem;
  changedAt: number;
  person: string | null;
}

export const itemColumns = `i.id, i.number, i.institution, i.problem, i.people, i.amount_yuan::float8 AS "amountYuan",
  i.responsible_name AS "responsibleName", i.measure, i.due_text AS "dueText", i.contact, i.phone, i.source, i.batch,
  i.recurrence_of AS "recurrenceOf", i.doubts, i.life, i.changed_at AS "changedAt", p.name AS person`;

export const itemTables = 'ledger_item i LEFT JOIN person p ON p.id = i.responsible';
