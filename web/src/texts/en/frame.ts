import type { Texts } from '../zh.ts';

/** English texts of what surrounds every page. */
export const common: Texts['common'] = {
  skip: 'Skip to content',
  loading: 'Loading…',
  retry: 'Try again',
  failed: 'Could not be read',
  offline: 'The server cannot be reached. Check the network and try again.',
  unexpected: 'Something went wrong on the server. Try again; if it stays so, tell the system administrator.',
  cancel: 'Cancel',
  confirm: 'Confirm',
  more: 'Load more',
  all: 'All',
  required: 'Please fill this in',
  notFound: 'No such page',
  notFoundHint: 'The address may be mistyped, or the content has moved.',
  home: 'Back to today',
  listComma: ', ',
  comma: '; ',
  aside: (text) => ` (${text})`,
  colon: ': ',
  items: (count) => `${count}`,
  daysLeft: (days) => (days === 0 ? 'due today' : days > 0 ? `${days} days left` : `${-days} days over`),
};

export const nav: Texts['nav'] = {
  label: 'Main menu',
  today: 'Today',
  ledger: 'Problem ledger',
  obligations: 'Obligations',
  importing: 'Import',
  people: 'People',
  deliveries: 'Deliveries',
  mailbox: 'Mailbox (embedded)',
  audit: 'Audit',
  accounts: 'Accounts',
};

export const frame: Texts['frame'] = {
  drill: 'Drill',
  clock: 'Time',
  moveOn: 'Move clock',
  signOut: 'Sign out',
  clockTitle: 'Move the drill clock forward',
  clockHint: 'Forward only. Messages that fall due on the way are sent as usual.',
  clockTo: 'Move to',
  clockReached: (at) => `On its way, sending each day's messages: ${at}`,
  clockDone: 'The clock has been moved.',
  clockPresets: { morning: (opens) => `Next ${opens}`, day: 'One day on', week: 'Seven days on' },
};

export const logIn: Texts['logIn'] = {
  title: 'Log in',
  username: 'User name',
  password: 'Password',
  submit: 'Log in',
  code: 'Six-digit code',
  codeHint: 'Open the authenticator on your phone and type the six digits it shows.',
  codeRule: 'Enter six digits',
  recovery: 'Recovery code',
  recoveryHint: 'One of those noted when the second factor was turned on; each works once.',
  recoveryRule: 'Enter a whole recovery code, such as a1b2C-d3E4f',
  toRecovery: 'Without the phone: use a recovery code',
  toCode: 'Use the authenticator',
  back: 'Give the password again',
  firstTime: 'At first start the user name and a one-time password are shown in the terminal.',
};

export const password: Texts['password'] = {
  title: 'Choose a new password',
  why: 'You logged in with a one-time password. Choose your own before you go on.',
  current: 'Current password',
  fresh: 'New password',
  again: 'New password again',
  rule: 'At least 12 characters.',
  differ: 'The two new passwords differ.',
  submit: 'Set the password and go on',
};
