import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { ItemActivities } from '../activities/types.ts';
import { itemDetails } from './details.ts';
import { followSubject, validate } from './follow-subject.ts';
import type { SubjectInput } from './messages.ts';
import { SubjectClock } from './subject-clock.ts';

/**
 * Retried for ever, with pauses up to a minute: while Postgres is stopped the history does not grow, and the command id makes
 * a repeat harmless.
 */
const { execute } = proxyActivities<ItemActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * The durable clock of one ledger item: hears every change, sleeps until time must change something, gives that command
 * itself, and ends when the item is closed or voided. The row in Postgres is the truth; a workflow that is lost is started
 * again from it.
 *
 * A change of behaviour here or in `domain/` is guarded with `patched()` and gated by the replay test (docs/decisions/006).
 * @throws ApplicationFailure `InputInvalid` when what it is started with is not an item's
 */
export async function ledgerItem(input: SubjectInput): Promise<{ revision: number }> {
  validate('an item', input);
  const item = new SubjectClock(input, itemDetails);
  const end = await followSubject(item, execute);
  if (end === 'long') await continueAsNew<typeof ledgerItem>(item.input());
  return { revision: item.input().state.revision };
}
