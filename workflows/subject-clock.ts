import { makeCalendar, type Calendar, type Moment } from '../domain/calendar.ts';
import { nextTimedChange, type TimedChange } from '../domain/moments.ts';
import type { TimedAnswer } from '../activities/types.ts';
import type { Subject } from './chase.ts';
import type { ClockState, SubjectChange, SubjectInput, SubjectReport } from './messages.ts';

const dayMs = 86_400_000;

/** A subject's standing in words, for Temporal's own page. */
export type Details = (known: Pick<SubjectInput, 'state' | 'rules'>, next: TimedChange | null, calendar: Calendar) => string;

/** What the workflow of an item or an obligation knows, and how it takes news. Plain state: it makes no timer and calls no activity. */
export class SubjectClock implements Subject<TimedChange> {
  heard = 0;
  #known: SubjectInput;
  #details: Details;
  #calendar: Calendar;
  /** Time's commands wait until then after one that led nowhere; the next news ends the wait. */
  #restsUntil: Moment = 0;

  constructor(input: SubjectInput, details: Details) {
    this.#known = input;
    this.#details = details;
    this.#calendar = makeCalendar(input.rules.calendar);
  }

  now(): Moment {
    return Date.now() + this.#known.offsetMs;
  }

  isOver(): boolean {
    return this.#known.state.standing === 'over';
  }

  next(): TimedChange | null {
    const change = nextTimedChange(this.#known.state, this.#known.rules.ladder, this.#calendar);
    return change === null ? null : { ...change, at: Math.max(change.at, this.#restsUntil) };
  }

  /** The row as the relay read it; one that is not newer brings only the clock. A newer generation comes from a restored database and is believed whole. */
  hear(news: SubjectChange): void {
    const { state, rules, offsetMs } = news;
    const restored = state.generation > this.#known.state.generation;
    if (isNewer(state, this.#known.state)) this.#adopt(state, rules);
    if (restored) this.#known = { ...this.#known, offsetMs };
    this.moveClock(offsetMs);
  }

  /** Forward only: an earlier offset is a message that was overtaken. */
  moveClock(offsetMs: number): void {
    if (offsetMs > this.#known.offsetMs) this.#known = { ...this.#known, offsetMs };
    this.heard++;
  }

  /**
   * What a command of time's was answered. One that brought nothing new (refused) is not given again before tomorrow, unless something is
   * heard. An answer that news overtook says nothing about what is due by now: whether to go on then, `goesOn` tells (docs/decisions/006).
   * @param expects the state the command was decided on
   */
  learn(answer: TimedAnswer, expects: Version, goesOn: () => boolean): void {
    if (answer.outcome !== 'refused' && isNewer(answer.state, this.#known.state)) {
      this.#adopt(answer.state, answer.rules ?? this.#known.rules);
      return;
    }
    const due = this.next();
    if (due === null || due.at > this.now()) return;
    if (isNewer(this.#known.state, expects) && goesOn()) return;
    this.#restsUntil = this.now() + dayMs;
  }

  input(): SubjectInput {
    return this.#known;
  }

  report(): SubjectReport {
    const { state, rules, offsetMs } = this.#known;
    return { state, rules: { key: rules.key, version: rules.version }, offsetMs, next: this.next(), details: this.details() };
  }

  details(): string {
    return this.#details(this.#known, this.next(), this.#calendar);
  }

  #adopt(state: ClockState, rules: SubjectInput['rules']): void {
    if (rules !== this.#known.rules) this.#calendar = makeCalendar(rules.calendar);
    this.#known = { ...this.#known, state, rules };
    this.#restsUntil = 0;
  }
}

type Version = Pick<ClockState, 'generation' | 'revision'>;

function isNewer(state: Version, known: Version): boolean {
  return state.generation > known.generation || (state.generation === known.generation && state.revision > known.revision);
}
