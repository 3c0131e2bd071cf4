import type { ItemAction } from './may-do.ts';
import type { ObligationAction } from './may-do-obligation.ts';

/** What the audit trail records besides the commands of items and obligations: of accounts, files, the campaign's clock and repair. */
export const otherActs = [
  'import',
  'importLedger',
  'confirmImport',
  'enterPeople',
  'launch',
  'owe',
  'phaseStarted',
  'phaseEnded',
  'releasePostman',
  'raiseGeneration',
  'restoreRow',
  'restore',
  'logIn',
  'logInFailed',
  'logOut',
  'changePassword',
  'enableSecondFactor',
  'denied',
  'exportLedger',
  'exportAudit',
  'readLetter',
  'moveClock',
  'makeAccount',
  'resetPassword',
  'disableAccount',
  'enableAccount',
  'grantRole',
  'unlockAccount',
  'removeSecondFactor',
] as const;

export type OtherAct = (typeof otherActs)[number];

/** Every `action` that an audit row can carry; pages have words for each. */
export type RecordedAct = ItemAction | ObligationAction | OtherAct;
