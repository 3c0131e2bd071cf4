import type { Texts } from '../zh.ts';

/** English texts of the accounts. */
export const accounts: Texts['accounts'] = {
  title: 'Accounts',
  intro:
    'A new account can do nothing until the security administrator grants it a role. Its one-time password is shown once: hand it over in person.',
  username: 'User name',
  name: 'Name or purpose',
  role: 'Role',
  units: 'County',
  departments: 'Department',
  noUnit: 'any (reads only)',
  noRole: 'no role yet',
  standing: 'State',
  lastSeen: 'Last seen',
  acts: 'Acts',
  make: 'Make account',
  grant: 'Grant a role',
  reset: 'Reset password',
  disable: 'Disable',
  enable: 'Enable',
  unlock: 'Unlock',
  removeFactor: 'Remove second factor',
  hasFactor: 'second factor on',
  disabled: 'disabled',
  active: 'active',
  locked: 'locked',
  mustChange: 'one-time password not yet changed',
  oneTime: (username) => `One-time password of “${username}” (shown this once):`,
  waiting: 'Your account has no role yet',
  waitingHint: 'Ask the security administrator for one.',
};

/** English texts of one's own second factor. */
export const factor: Texts['factor'] = {
  title: 'Second factor',
  why: 'Once it is on, log-in asks for the six digits your authenticator shows besides the password. Give your password to get a key.',
  ask: 'Get a key',
  enter:
    'Scan the picture with the authenticator on your phone, or choose to enter a key and type the one below; then write here the six digits it shows.',
  picture: 'Code to scan with the authenticator',
  onThisPhone: 'The authenticator is on this device: add it directly',
  activate: 'Turn the second factor on',
  on: 'The second factor is on. The next log-in asks for the six digits of your authenticator.',
  codes: 'Recovery codes (shown this once)',
  codesHint:
    'Write them down or print them, and keep them apart from the phone. Without the phone, log in with one of them in place of the six digits; each works once.',
  lost: 'Without the phone, log in with a recovery code. Without those too, ask the security administrator to remove the second factor.',
};
