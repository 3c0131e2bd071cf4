import { isDeepStrictEqual } from 'node:util';
import { agenda } from '../../domain/agenda.ts';
import { visibleUnits } from '../../domain/actor.ts';
import { makeCalendar, type Calendar, type Moment } from '../../domain/calendar.ts';
import { DomainError } from '../../domain/errors.ts';
import { isInstruction, type Rules } from '../../domain/subject.ts';
import type { AnswerOf, Command, KindName, Life } from '../../commands/subject-kind.ts';
import { kinds, type GivenOrder } from '../support/kinds.ts';

export type Expected<K extends KindName> = { outcome: 'done'; life: Life<K> } | { outcome: 'refused'; code: string };

export type ItemModel = SubjectModel<'item'>;
export type ObligationModel = SubjectModel<'obligation'>;
export type Model = ItemModel | ObligationModel;

/**
 * What the database must hold of one item or obligation, by the pure `decide` of its kind alone: its state, and every command in the order
 * it was acknowledged.
 */
export class SubjectModel<K extends KindName> {
  readonly kind: K;
  life: Life<K>;
  /** Virtual time of the latest order; the next is not before it. */
  now: Moment;
  /** `action result`, of each row that the audit trail must have after the one that entered it. */
  readonly audit: string[] = [];
  /** Due instructions of earlier revisions of the ladder, which stay in the agenda until somebody claims them or the subject is over. */
  #leftOver: string[] = [];
  readonly #rules: Map<string, Rules>;
  readonly #calendar: Calendar;

  constructor({ kind, life }: { kind: K; life: Life<K> }, rules: Map<string, Rules>, now: Moment) {
    this.kind = kind;
    this.life = life;
    this.now = now;
    this.#rules = rules;
    this.#calendar = makeCalendar(this.rules.calendar);
  }

  get rules(): Rules {
    return this.rulesNamed(kinds[this.kind].rulesKey(this.life, null));
  }

  get isOver(): boolean {
    return kinds[this.kind].isOver(this.life);
  }

  get #clock() {
    return kinds[this.kind].clock(this.life);
  }

  /** `rung at` of all that is planned, as rows of the agenda. */
  planned(): string[] {
    return [...this.#leftOver, ...this.#current()];
  }

  #current(): string[] {
    return agenda(this.#clock, this.rules.ladder, this.#calendar).map(({ rung, at }) => `${this.life.armRevision} ${rung} ${at}`);
  }

  /** Escalations by now, which may be acknowledged. */
  escalations(): string[] {
    const entries = agenda(this.#clock, this.rules.ladder, this.#calendar);
    return entries.filter(({ kind }) => kind === 'escalation').map(({ rung }) => rung);
  }

  /** Carries the order out. Returns what is wrong with the answer it got elsewhere, or null. */
  acknowledged({ order, at }: Omit<GivenOrder, 'kind'>, answer: AnswerOf<KindName>): string | null {
    const expected = this.carryOut({ order, at });
    const done = kinds[this.kind].done(answer);
    const same =
      expected.outcome === 'done'
        ? done !== null && isDeepStrictEqual(plain(done), plain(expected.life))
        : answer.outcome === 'refused' && answer.code === expected.code;
    return same ? null : `${order.command.action} of ${this.life.id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(answer)}`;
  }

  /** Does what the ledger must do with the order, and gives the answer it must give. */
  carryOut({ order: { actor, command: ordered }, at }: Omit<GivenOrder, 'kind'>): Expected<K> {
    const { unit, rulesKey, decide } = kinds[this.kind];
    const command = ordered as Command<K>;
    const units = visibleUnits(actor);
    if (units !== 'all' && !units.includes(unit(this.life))) return { outcome: 'refused', code: 'not_found' };
    this.now = at;
    try {
      const rules = this.rulesNamed(rulesKey(this.life, command));
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
