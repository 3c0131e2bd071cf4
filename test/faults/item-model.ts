import { isDeepStrictEqual } from 'node:util';
import { agenda } from '../../domain/agenda.ts';
import { visibleUnits } from '../../domain/actor.ts';
import { makeCalendar, type Calendar, type Moment } from '../../domain/calendar.ts';
import { decide } from '../../domain/decide.ts';
import { DomainError } from '../../domain/errors.ts';
import { clockState, isOver, type LedgerItem } from '../../domain/ledger-item.ts';
import { isInstruction, type Rules } from '../../domain/subject.ts';
import type { Answer, Order } from '../../commands/execute.ts';

/** An order with the virtual moment it is given at, so that whoever carries it out and the model decide alike. */
export interface GivenOrder {
  order: Order;
  at: Moment;
}

export type Expected = { outcome: 'done'; life: LedgerItem } | { outcome: 'refused'; code: string };

/** What the ledger must hold of one item, by the pure `decide` alone: its state, and every command in the order it was acknowledged. */
export class ItemModel {
  life: LedgerItem;
  /** Virtual time of the latest order; the next is not before it. */
  now: Moment;
  /** `action result`, of each row that the audit trail must have after the import. */
  readonly audit: string[] = [];
  /** Due instructions of earlier revisions of the ladder, which stay in the agenda until somebody claims them or the item is over. */
  #leftOver: string[] = [];
  readonly #rules: Map<string, Rules>;
  readonly #calendar: Calendar;

  constructor(life: LedgerItem, rules: Map<string, Rules>, now: Moment) {
    this.life = life;
    this.now = now;
    this.#rules = rules;
    this.#calendar = makeCalendar(this.rules.calendar);
  }

  get rules(): Rules {
    return this.rulesNamed(this.life.difficulty);
  }

  get isOver(): boolean {
    return isOver(this.life);
  }

  /** `rung at` of all that is planned, as rows of the agenda. */
  planned(): string[] {
    return [...this.#leftOver, ...this.#current()];
  }

  #current(): string[] {
    return agenda(clockState(this.life), this.rules.ladder, this.#calendar).map(({ rung, at }) => `${this.life.armRevision} ${rung} ${at}`);
  }

  /** Escalations by now, which may be acknowledged. */
  escalations(): string[] {
    const entries = agenda(clockState(this.life), this.rules.ladder, this.#calendar);
    return entries.filter(({ kind }) => kind === 'escalation').map(({ rung }) => rung);
  }

  /** Carries the order out. Returns what is wrong with the answer it got elsewhere, or null. */
  acknowledged({ order, at }: GivenOrder, answer: Answer): string | null {
    const expected = this.carryOut({ order, at });
    const same =
      expected.outcome === 'done'
        ? answer.outcome === 'done' && isDeepStrictEqual(plain(answer.item), plain(expected.life))
        : answer.outcome === 'refused' && answer.code === expected.code;
    return same ? null : `${order.command.action} of ${this.life.id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(answer)}`;
  }

  /** Does what the ledger must do with the order, and gives the answer it must give. */
  carryOut({ order: { actor, command }, at }: GivenOrder): Expected {
    const units = visibleUnits(actor);
    if (units !== 'all' && !units.includes(this.life.county)) return { outcome: 'refused', code: 'not_found' };
    this.now = at;
    try {
      const rules = command.action === 'reclassify' ? this.rulesNamed(command.difficulty) : this.rules;
      const instructions = this.#current().filter((row) => isInstruction({ rung: row.split(' ')[1] ?? '' }));
      this.life = decide(this.life, command, actor, { now: at, calendar: this.#calendar, rules });
      const named = new Set(this.life.notices.map(({ rung }) => rung));
      this.#leftOver = this.isOver ? [] : [...this.#leftOver, ...instructions.filter((row) => !named.has(row.split(' ')[1] ?? ''))];
      this.audit.push(`${command.action} done`);
      return { outcome: 'done', life: this.life };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.audit.push(`${command.action} refused:${error.code}`);
      return { outcome: 'refused', code: error.code };
    }
  }

  private rulesNamed(key: string): Rules {
    const rules = this.#rules.get(key);
    if (!rules) throw new Error(`no rules for ${key}`);
    return rules;
  }
}

/** As it is after a journey through JSON. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
