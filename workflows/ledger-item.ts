import { ApplicationFailure, continueAsNew, patched, proxyActivities, setCurrentDetails, setHandler, uuid4 } from '@temporalio/workflow';
import type { TimedChange } from '../domain/moments.ts';
import type { ItemActivities } from '../activities/types.ts';
import { chase } from './chase.ts';
import { ItemClock } from './item-clock.ts';
import { changed, clockMoved, itemState, type ItemInput } from './messages.ts';

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
export async function ledgerItem(input: ItemInput): Promise<{ revision: number }> {
  validate(input);
  const item = new ItemClock(input);
  const tell = () => setCurrentDetails(item.details());

  setHandler(changed, (news) => {
    item.hear(news);
    tell();
  });
  setHandler(clockMoved, ({ offsetMs }) => item.moveClock(offsetMs));
  setHandler(itemState, () => item.report());
  tell();

  const end = await chase(item, async (change) => {
    const given = order(item, change);
    item.learn(await execute(given), given.expects, () => patched('overtaken-answer-goes-on'));
    tell();
  });
  if (end === 'long') await continueAsNew<typeof ledgerItem>(item.input());
  return { revision: item.input().state.revision };
}

/** Time's own command. It names the revision it was decided on: if people were quicker, it changes nothing and brings their change back. */
function order(item: ItemClock, change: TimedChange) {
  const { campaign, state, rules } = item.input();
  return {
    id: uuid4(),
    campaign,
    subject: state.id,
    command: change.action === 'markLate' ? { action: change.action } : { action: change.action, rung: change.rung },
    expects: { generation: state.generation, revision: state.revision },
    rules: { key: rules.key, version: rules.version },
    at: item.now(),
  };
}

/** Only an input made by hand can fail this: the relay makes every other. */
function validate(
  input: { state?: Partial<ItemInput['state']>; rules?: Partial<ItemInput['rules']>; offsetMs?: number } | undefined,
): void {
  if (input?.state?.id && input.rules?.ladder && input.rules.calendar && typeof input.offsetMs === 'number') return;
  throw ApplicationFailure.create({
    type: 'InputInvalid',
    message: 'not an item: state, rules and offsetMs are needed',
    nonRetryable: true,
  });
}
