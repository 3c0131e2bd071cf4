import type { Texts } from '../zh.ts';

/** English texts of the lists: people, deliveries, mailbox, audit. */
export const people: Texts['people'] = {
  title: 'People',
  unreachable: 'People who cannot be reached',
  separator: ', ',
  importFile: 'Import people (Excel)',
  imported: (added, changed, matched) =>
    `Imported: ${added} people added, ${changed} brought up to date; ${matched} items found their responsible person.`,
  importRefused: 'Nothing was imported: correct the file as shown below and import it again.',
  name: 'Name',
  unit: 'Unit',
  duty: 'Duty',
  roles: 'Roles',
  email: 'E-mail',
  phone: 'Phone',
  reach: 'Reachable',
  reachable: 'yes',
  notReachable: 'no usable address',
  away: (from, to) => `away ${from} to ${to}`,
  empty: 'The directory is empty.',
  emptyHint: "The office imports the units' people.",
  search: 'Find by name',
};

export const deliveries: Texts['deliveries'] = {
  title: 'Deliveries',
  state: 'State',
  states: { pending: 'to be sent', sending: 'being sent', sent: 'delivered', failed: 'failed', replaced: 'replaced by a newer one' },
  window: 'Time',
  to: 'To',
  address: 'Address',
  lines: 'Matters',
  nextAttempt: (at) => `again on ${at}`,
  attempts: 'Attempts',
  error: 'Why it failed',
  late: 'sent late',
  empty: 'No message matches.',
};

export const mailbox: Texts['mailbox'] = {
  title: 'Mailbox (embedded)',
  intro: 'Every letter the system sent is here; none went outside.',
  list: 'Letters',
  from: 'From',
  to: 'To',
  at: 'At',
  choose: 'Choose a letter on the left.',
  empty: 'No letters yet.',
  emptyHint: (opens) => `Messages leave at ${opens} on workdays; move the drill clock past it.`,
  body: 'Letter',
};

export const audit: Texts['audit'] = {
  title: 'Audit',
  at: 'At',
  actor: 'Who',
  subject: 'Subject',
  result: 'Result',
  detail: 'What',
  recorded: (at) => `real time ${at}`,
  empty: 'No entries.',
  done: 'done',
  refused: 'refused',
};
