import { makeCalendar, type Calendar, type Moment } from '../domain/calendar.ts';
import type { Subject } from './chase.ts';
import { campaignDetails } from './details.ts';
import type { CampaignChange, CampaignInput, CampaignReport, PhaseChange } from './messages.ts';

/** What a campaign's workflow knows of its phases. Plain state: it makes no timer and calls no activity. */
export class CampaignClock implements Subject<PhaseChange> {
  heard = 0;
  #known: Required<CampaignInput>;
  #changes: PhaseChange[];

  constructor(input: CampaignInput) {
    this.#known = { ...input, recorded: input.recorded ?? [] };
    this.#changes = phaseChanges(input);
  }

  now(): Moment {
    return Date.now() + this.#known.offsetMs;
  }

  isOver(): boolean {
    return this.#known.status === 'closed';
  }

  next(): PhaseChange | null {
    if (this.#known.status !== 'running') return null;
    return this.#changes.find((change) => !this.#known.recorded.includes(nameOf(change))) ?? null;
  }

  /** The campaign as the relay read it. A phase that was moved after it was recorded stays recorded. */
  hear({ status, phases, offsetMs }: CampaignChange): void {
    this.#known = { ...this.#known, status, phases };
    this.#changes = phaseChanges(this.#known);
    this.moveClock(offsetMs);
  }

  /** Forward only: an earlier offset is a message that was overtaken. */
  moveClock(offsetMs: number): void {
    if (offsetMs > this.#known.offsetMs) this.#known = { ...this.#known, offsetMs };
    this.heard++;
  }

  learn(change: PhaseChange): void {
    this.#known = { ...this.#known, recorded: [...this.#known.recorded, nameOf(change)] };
  }

  input(): Required<CampaignInput> {
    return this.#known;
  }

  report(): CampaignReport {
    const { status, recorded } = this.#known;
    return { status, running: this.#running(), recorded, next: this.next(), details: this.details() };
  }

  details(): string {
    return campaignDetails(this.#known.status, this.#running(), this.next(), this.#known.zone);
  }

  #running(): string[] {
    const has = (phase: string, event: PhaseChange['event']) => this.#known.recorded.includes(nameOf({ phase, event }));
    return this.#known.phases.map((phase) => phase.key).filter((key) => has(key, 'starts') && !has(key, 'ends'));
  }
}

/** In order of time; at one moment ends come before starts, so that a phase that follows another begins when it is over. */
function phaseChanges({ phases, zone }: Pick<CampaignInput, 'phases' | 'zone'>): PhaseChange[] {
  const calendar: Calendar = makeCalendar({ zone, opens: '00:00', closes: '23:59', exceptions: {}, knownYears: [] });
  return phases
    .flatMap(({ key, starts, ends }): PhaseChange[] => [
      { phase: key, event: 'starts', at: calendar.at(starts, '00:00') },
      { phase: key, event: 'ends', at: calendar.endOf(ends) },
    ])
    .sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : a.event > b.event ? 1 : 0));
}

function nameOf({ phase, event }: Pick<PhaseChange, 'phase' | 'event'>): string {
  return `${phase}:${event}`;
}
