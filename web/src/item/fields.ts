import type { ItemActionKey } from '../../../server/contract/common.ts';
import type { Field } from '../subject/field.ts';

const reason: Field = { name: 'reason', kind: 'text', label: 'reason', required: true };

/** The fields of each command; `correct` has a form of its own. */
export const commandFields: Record<Exclude<ItemActionKey, 'correct'>, Field[]> = {
  assign: [{ name: 'responsible', kind: 'person', label: 'responsible' }],
  sign: [],
  planMeasures: [{ name: 'measure', kind: 'text', label: 'measure', required: true }],
  submit: [
    { name: 'note', kind: 'text', label: 'submitNote', required: true },
    { name: 'evidence', kind: 'lines', label: 'evidence' },
  ],
  verify: [{ name: 'note', kind: 'text', label: 'note' }],
  returnItem: [reason, { name: 'due', kind: 'day', label: 'dueOptional' }],
  requestExtension: [{ name: 'until', kind: 'day', label: 'until', required: true }, reason],
  decideExtension: [{ name: 'approved', kind: 'approval', label: 'approved', required: true }, reason],
  reclassify: [{ name: 'difficulty', kind: 'difficulty', label: 'difficulty', required: true }, reason],
  transfer: [{ name: 'county', kind: 'unit', label: 'county', required: true }, reason],
  instruct: [
    { name: 'text', kind: 'text', label: 'text', required: true },
    { name: 'urgent', kind: 'flag', label: 'urgent' },
  ],
  acknowledge: [{ name: 'rung', kind: 'rung', label: 'rung', required: true }],
  chase: [],
  handOver: [{ name: 'responsible', kind: 'person', label: 'responsible', required: true }, reason],
  void: [reason],
  close: [
    { name: 'verified', kind: 'flag', label: 'verified' },
    { name: 'note', kind: 'text', label: 'note' },
  ],
};

/** What usually comes next. */
export const leading: ReadonlySet<ItemActionKey> = new Set([
  'assign',
  'sign',
  'planMeasures',
  'submit',
  'verify',
  'close',
  'decideExtension',
  'acknowledge',
]);
