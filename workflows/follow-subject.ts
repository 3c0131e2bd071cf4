import { ApplicationFailure, patched, setCurrentDetails, setHandler, uuid4 } from '@temporalio/workflow';
import type { TimedAnswer, TimedOrder } from '../activities/types.ts';
import type { TimedChange } from '../domain/moments.ts';
import { chase } from './chase.ts';
import { changed, clockMoved, subjectState, type SubjectInput } from './messages.ts';
import type { SubjectClock } from './subject-clock.ts';

/**
 * What the workflows of items and obligations do alike: hear every change, answer what they know, sleep until time must change something,
 * and give that command themselves.
 */
export async function followSubject(subject: SubjectClock, execute: (order: TimedOrder) => Promise<TimedAnswer>): Promise<'over' | 'long'> {
  const tell = () => setCurrentDetails(subject.details());

  setHandler(changed, (news) => {
    subject.hear(news);
    tell();
  });
  setHandler(clockMoved, ({ offsetMs }) => subject.moveClock(offsetMs));
  setHandler(subjectState, () => subject.report());
  tell();

  return chase(subject, async (change) => {
    const given = order(subject, change);
    subject.learn(await execute(given), given.expects, () => patched('overtaken-answer-goes-on'));
    tell();
  });
}

/** Time's own command. It names the revision it was decided on: if people were quicker, it changes nothing and brings their change back. */
function order(subject: SubjectClock, change: TimedChange): TimedOrder {
  const { campaign, state, rules } = subject.input();
  return {
    id: uuid4(),
    campaign,
    subject: state.id,
    command: change.action === 'markLate' ? { action: change.action } : { action: change.action, rung: change.rung },
    expects: { generation: state.generation, revision: state.revision },
    rules: { key: rules.key, version: rules.version },
    at: subject.now(),
    moment: change.at,
  };
}

/** Only an input made by hand can fail this: the relay makes every other. @throws ApplicationFailure `InputInvalid` */
export function validate(
  what: string,
  input: { state?: Partial<SubjectInput['state']>; rules?: Partial<SubjectInput['rules']>; offsetMs?: number } | undefined,
): void {
  if (input?.state?.id && input.rules?.ladder && input.rules.calendar && typeof input.offsetMs === 'number') return;
  throw ApplicationFailure.create({
    type: 'InputInvalid',
    message: `not ${what}: state, rules and offsetMs are needed`,
    nonRetryable: true,
  });
}
