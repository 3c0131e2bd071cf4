import type { ObligationActionKey } from '../../../server/contract/obligations.ts';
import type { Field } from '../subject/field.ts';

const reason: Field = { name: 'reason', kind: 'text', label: 'reason', required: true };

/** The fields of each command to an obligation. */
export const commandFields: Record<ObligationActionKey, Field[]> = {
  submit: [
    { name: 'note', kind: 'text', label: 'submitNote', required: true },
    { name: 'evidence', kind: 'lines', label: 'evidence' },
  ],
  accept: [{ name: 'note', kind: 'text', label: 'note' }],
  return: [reason, { name: 'due', kind: 'day', label: 'dueOptional' }],
  waive: [reason],
  requestExtension: [{ name: 'until', kind: 'day', label: 'until', required: true }, reason],
  decideExtension: [{ name: 'approved', kind: 'approval', label: 'approved', required: true }, reason],
  acknowledge: [{ name: 'rung', kind: 'rung', label: 'rung', required: true }],
  handOver: [{ name: 'responsible', kind: 'person', label: 'responsible', nullable: true }, reason],
};

/** What usually comes next. */
export const leading: ReadonlySet<ObligationActionKey> = new Set(['submit', 'accept', 'decideExtension', 'acknowledge']);
