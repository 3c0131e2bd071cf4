import type { ItemCommand } from '../domain/decide.ts';
import type { ObligationCommand } from '../domain/decide-obligation.ts';
import type { LedgerItem } from '../domain/ledger-item.ts';

/** What an item says, besides its life. Amounts in yuan. */
export interface ItemContent {
  institution?: string | null;
  problem?: string;
  /** Normalised institution and problem, when either changes. */
  identity?: string;
  people?: number;
  amountYuan?: number;
  responsibleName?: string | null;
  measure?: string;
  dueText?: string;
  contact?: string | null;
  phone?: string | null;
}

/** The columns a command rewrites; null leaves them as they are. A deadline that was moved is what the form says from then on. */
export function contentAfter(command: ItemCommand, content: ItemContent | undefined, next: LedgerItem): ItemContent | null {
  if (command.action === 'planMeasures') return { ...content, measure: command.measure };
  const movesDeadline = command.action === 'reclassify' || (command.action === 'decideExtension' && command.approved);
  return movesDeadline ? { dueText: next.due ?? '' } : (content ?? null);
}

/** A command as the audit trail keeps it: its action is a column of its own. */
export function describe(command: ItemCommand | ObligationCommand): Record<string, unknown> {
  const detail = Object.entries(command).filter(([field]) => field !== 'action');
  return Object.fromEntries(detail);
}
