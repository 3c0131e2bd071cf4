import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { ObligationActivities } from '../activities/types.ts';
import { obligationDetails } from './details.ts';
import { followSubject, validate } from './follow-subject.ts';
import type { SubjectInput } from './messages.ts';
import { SubjectClock } from './subject-clock.ts';

/** Retried for ever: see `ledger-item.ts`. */
const { executeObligation } = proxyActivities<ObligationActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * The durable clock of what one unit owes by a day: a report, a self-check, the screening, a work item. It sleeps from the launch on,
 * long before its first day if need be, marks the obligation late and escalates it while nobody reports, and ends when the obligation
 * is accepted or waived. The row in Postgres is the truth.
 *
 * A change of behaviour here or in `domain/` is guarded with `patched()` and gated by the replay test (docs/decisions/006).
 * @throws ApplicationFailure `InputInvalid` when what it is started with is not an obligation's
 */
export async function obligation(input: SubjectInput): Promise<{ revision: number }> {
  validate('an obligation', input);
  const owed = new SubjectClock(input, obligationDetails);
  const end = await followSubject(owed, executeObligation);
  if (end === 'long') await continueAsNew<typeof obligation>(owed.input());
  return { revision: owed.input().state.revision };
}
