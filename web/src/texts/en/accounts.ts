import type { Texts } from '../zh.ts';

/** English texts of the accounts. */
export const accounts: Texts['accounts'] = {
  title: 'Accounts',
  intro:
    'A new account can do nothing until the security administrator grants it a role. Its one-time password is shown once: hand it over in person.',
  username: 'User name',
  name: 'Name or purpose',
  role: 'Role',
  unit: 'County',
  noUnit: 'any',
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
  disabled: 'disabled',
  active: 'active',
  locked: 'locked',
  mustChange: 'one-time password not yet changed',
  oneTime: (username) => `One-time password of “${username}” (shown this once):`,
  waiting: 'Your account has no role yet',
  waitingHint: 'Ask the security administrator for one.',
};
