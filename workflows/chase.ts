import { condition, workflowInfo } from '@temporalio/workflow';
import type { Moment } from '../domain/calendar.ts';
import { Alarm } from './alarm.ts';

/** A subject that time changes. Its moments are virtual time; `now()` is too. */
export interface Subject<Change extends { at: Moment }> {
  /** Rises whenever something was heard that may move the next change. */
  readonly heard: number;
  now(): Moment;
  isOver(): boolean;
  next(): Change | null;
}

/**
 * The only timer loop: waits for whichever comes first, news or the next moment, and makes every change whose moment has
 * passed at once, in order. Returns when the subject is over, or when the history is long enough to be continued as new.
 * @param make must leave the subject with another `next()`, or over: a change that stays due is made again at once
 */
export async function chase<Change extends { at: Moment }>(
  subject: Subject<Change>,
  make: (change: Change) => Promise<void>,
): Promise<'over' | 'long'> {
  const alarm = new Alarm();
  for (;;) {
    if (subject.isOver()) return 'over';
    if (workflowInfo().continueAsNewSuggested) return 'long';
    const change = subject.next();
    if (change !== null && change.at <= subject.now()) {
      await make(change);
      continue;
    }
    if (change !== null) alarm.ringBy(Date.now() + change.at - subject.now());
    const { heard } = subject;
    const { rings } = alarm;
    await condition(() => subject.heard !== heard || alarm.rings !== rings);
  }
}
