import type { TimedAnswer, TimedOrder, ItemActivities } from '../../activities/types.ts';
import { answerFor } from '../../activities/execute-timed.ts';
import { engine } from '../../commands/actors.ts';
import type { Answer, Order } from '../../commands/execute.ts';
import { items } from '../../commands/kinds.ts';
import { agenda } from '../../domain/agenda.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import { decide } from '../../domain/decide.ts';
import { DomainError } from '../../domain/errors.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { receipt } from '../../domain/receipt.ts';
import type { Rules } from '../../domain/subject.ts';

/** `commands/execute.ts` without Postgres: the real `decide` over rows in memory, with command ids and expectations. */
export class InMemoryLedger {
  readonly rules: Rules[];
  readonly rows = new Map<string, LedgerItem>();
  /** What time has done, in order: `markLate`, `escalate complex:+1`. */
  readonly timed: { what: string; at: Moment }[] = [];
  /** Every answer that a workflow got. */
  readonly answers: TimedAnswer['outcome'][] = [];
  /** Runs before each of time's commands: a person who is quicker, or a fault. */
  beforeTimed: (order: TimedOrder) => void | Promise<void> = () => undefined;
  /** Runs when one has been carried out and its workflow does not know yet. */
  afterTimed: () => void | Promise<void> = () => undefined;
  readonly #commands = new Map<string, Answer>();

  constructor(rules: Rules[]) {
    this.rules = rules;
  }

  put(item: LedgerItem): LedgerItem {
    this.rows.set(item.id, item);
    return item;
  }

  row(id: string): LedgerItem {
    const item = this.rows.get(id);
    if (!item) throw new Error(`no item ${id}`);
    return item;
  }

  rulesOf(item: LedgerItem): Rules {
    return this.rulesNamed(item.difficulty, item.rulesVersion);
  }

  execute(order: Order, now: Moment): Answer {
    const answered = this.#commands.get(order.id);
    if (answered) return answered;
    const item = this.rows.get(order.subject);
    if (!item) return { outcome: 'refused', code: 'not_found', details: {} };
    const { expects } = order;
    if (expects && (expects.generation !== item.generation || expects.revision !== item.revision)) return { outcome: 'moved', item };
    const answer = this.decide(item, order, now);
    if (answer.outcome === 'done') this.rows.set(item.id, answer.item);
    this.#commands.set(order.id, answer);
    return answer;
  }

  activities(): ItemActivities {
    return {
      execute: async (order) => {
        await this.beforeTimed(order);
        const { id, subject, command, expects, at } = order;
        const answer = this.execute({ id, subject, actor: engine, command, expects }, at);
        if (answer.outcome === 'done')
          this.timed.push({ what: command.action === 'escalate' ? `escalate ${command.rung}` : command.action, at });
        this.answers.push(answer.outcome);
        await this.afterTimed();
        return answerFor(items, order, answer, (item) => Promise.resolve(this.rulesOf(item)));
      },
    };
  }

  private decide(item: LedgerItem, { actor, command }: Order, now: Moment): Answer {
    try {
      const before = this.rulesOf(item);
      const rules = command.action === 'reclassify' ? this.latest(command.difficulty) : before;
      const calendar = makeCalendar(rules.calendar);
      const next = decide(item, command, actor, { now, calendar, rules });
      const [old, young] = [agenda(clockState(item), before.ladder, calendar), agenda(clockState(next), rules.ladder, calendar)];
      return { outcome: 'done', item: next, receipt: receipt(old, young, now, next.armRevision === item.armRevision) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { outcome: 'refused', code: error.code, details: error.details };
    }
  }

  private rulesNamed(key: string, version: number): Rules {
    const found = this.rules.find((rules) => rules.key === key && rules.version === version);
    if (!found) throw new DomainError('difficulty_unknown', { difficulty: key });
    return found;
  }

  private latest(key: string): Rules {
    return this.rulesNamed(key, Math.max(0, ...this.rules.filter((rules) => rules.key === key).map((rules) => rules.version)));
  }
}
