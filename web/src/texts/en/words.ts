import type { Texts } from '../zh.ts';

/** Where an item stands. */
export const statuses: Texts['statuses'] = {
  registered: 'Registered',
  assigned: 'Assigned, not signed',
  signed: 'Signed for',
  rectifying: 'Being rectified',
  submitted: 'To be verified',
  returned: 'Returned',
  closed: 'Closed',
  voided: 'Voided',
};

/** The word beside a light's shape. */
export const lights: Texts['lights'] = { red: 'Overdue', amber: 'Due soon', green: 'In time', blue: 'To verify', grey: 'Over' };

/** What each command is called on its button and in an item's life. */
export const actions: Texts['actions'] = {
  assign: 'Assign',
  sign: 'Sign for it',
  planMeasures: 'Plan measures',
  submit: 'Submit for verification',
  verify: 'Verified as done',
  returnItem: 'Return',
  requestExtension: 'Ask for an extension',
  decideExtension: 'Decide the extension',
  reclassify: 'Change the class',
  transfer: 'Transfer to another county',
  instruct: 'Instruct',
  acknowledge: 'Acknowledge',
  chase: 'Chase',
  handOver: 'Change the responsible person',
  correct: 'Correct the content',
  void: 'Void',
  close: 'Close',
  markLate: 'Deadline passed: overdue',
  escalate: 'Escalated',
};

/** What each kind of account is called. */
export const roles: Texts['roles'] = {
  coordinator: 'Office (coordinator)',
  countyDirector: 'County director',
  countyOfficer: 'County officer',
  institution: 'Institution',
  department: 'Department',
  leader: 'Leading group',
  discipline: 'Discipline inspection',
  intake: 'Tip intake',
  systemAdmin: 'System administrator',
  securityAdmin: 'Security administrator',
  auditAdmin: 'Audit administrator',
  engine: 'System (by the clock)',
  none: 'no role',
};
