import type { ObligationCommand } from '../domain/decide-obligation.ts';
import { obligationCommands, type ObligationActionKey, type ObligationCommandPath } from './contract/obligations.ts';

/** Commands people give, in the order of an obligation's life, and the resource each is posted to. */
const actions: Record<ObligationCommandPath, ObligationActionKey> = {
  submission: 'submit',
  acceptance: 'accept',
  return: 'return',
  waiver: 'waive',
  'extension-request': 'requestExtension',
  'extension-decision': 'decideExtension',
  acknowledgement: 'acknowledge',
  'hand-over': 'handOver',
};

export const obligationPaths = (Object.keys(obligationCommands) as ObligationCommandPath[]).map((path) => ({
  path,
  action: actions[path],
}));

/** The body of a request as the domain's command; the contract's schema has checked it. */
export function obligationCommandOf(path: ObligationCommandPath, body: Record<string, unknown>): ObligationCommand {
  const carried = Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'commandId'));
  return { action: actions[path], ...carried } as ObligationCommand;
}
