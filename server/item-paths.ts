import type { ItemCommand } from '../domain/decide.ts';
import type { ItemActionKey } from './contract/common.ts';
import { itemCommands, type ItemCommandPath } from './contract/item-commands.ts';

/** Commands people give, in the order of an item's life, and the resource each is posted to. */
const actions: Record<ItemCommandPath, ItemActionKey> = {
  assignment: 'assign',
  signature: 'sign',
  measures: 'planMeasures',
  submission: 'submit',
  verification: 'verify',
  return: 'returnItem',
  'extension-request': 'requestExtension',
  'extension-decision': 'decideExtension',
  reclassification: 'reclassify',
  transfer: 'transfer',
  instruction: 'instruct',
  acknowledgement: 'acknowledge',
  chaser: 'chase',
  'hand-over': 'handOver',
  correction: 'correct',
  voidance: 'void',
  closure: 'close',
};

export const itemPaths = (Object.keys(itemCommands) as ItemCommandPath[]).map((path) => ({ path, action: actions[path] }));

/** The body of a request as the domain's command; the contract's schema has checked it. */
export function commandOf(path: ItemCommandPath, body: Record<string, unknown>): ItemCommand {
  const carried = Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'commandId'));
  return { action: actions[path], ...carried } as ItemCommand;
}
