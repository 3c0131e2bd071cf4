import type { Texts } from '../zh.ts';

/** English texts of what units owe. */
export const obligations: Texts['obligations'] = {
  title: 'Obligations',
  grid: 'What every unit reports',
  departments: 'Work items of departments',
  unit: 'Unit',
  task: 'Obligation',
  due: 'Due',
  starts: 'Begins',
  standing: 'Stands at',
  clause: 'Clause',
  responsible: 'Person charged',
  submittedAt: 'Submitted',
  notBegun: 'not begun',
  legend: 'Open any cell to see its messages and its life.',
  none: 'Nothing is owed.',
  moved: 'Somebody has just changed it; below is how it stands now. Look before you act.',
  statuses: { owed: 'owed', submitted: 'submitted, to be accepted', accepted: 'accepted', waived: 'waived' },
  actions: {
    submit: 'Submit',
    accept: 'Accept',
    return: 'Return',
    waive: 'Waive',
    requestExtension: 'Ask for an extension',
    decideExtension: 'Decide on the extension',
    acknowledge: 'Acknowledge',
    handOver: 'Hand over',
  },
  fields: {
    submitNote: 'What is reported, and where it is',
    evidence: 'Documents (one a line: file, number or place)',
    dueOptional: 'New due day (left empty: by the rules)',
    responsible: 'Person charged',
    nobodyChosen: 'the contact of the unit',
  },
  stops: { submit: 'submitting', close: 'accepting', void: 'waiving' },
};
