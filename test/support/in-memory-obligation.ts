import type { ObligationActivities, TimedAnswer, TimedOrder } from '../../activities/types.ts';
import { answerFor } from '../../activities/execute-timed.ts';
import { engine } from '../../commands/actors.ts';
import type { ObligationAnswer, ObligationOrder } from '../../commands/execute-obligation.ts';
import { obligations } from '../../commands/kinds.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import { decideObligation } from '../../domain/decide-obligation.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { Rules } from '../../domain/subject.ts';

/** `commands/execute-obligation.ts` without Postgres: the real `decideObligation` over one row in memory, with command ids and expectations. */
export class InMemoryObligation {
  /** Null: the row is gone, as seen by a database that was emptied. */
  row: Obligation | null;
  rules: Rules;
  /** What time has done, in order. */
  readonly timed: { what: string; at: Moment }[] = [];
  readonly answers: TimedAnswer['outcome'][] = [];
  /** Runs before each of time's commands: a person who is quicker, or a fault. */
  beforeTimed: (order: TimedOrder) => void | Promise<void> = () => undefined;
  readonly #commands = new Map<string, ObligationAnswer>();

  constructor(row: Obligation, rules: Rules) {
    this.row = row;
    this.rules = rules;
  }

  execute(order: ObligationOrder, now: Moment): ObligationAnswer {
    const answered = this.#commands.get(order.id);
    if (answered) return answered;
    if (!this.row) return { outcome: 'refused', code: 'not_found', details: {} };
    const { expects } = order;
    if (expects && (expects.generation !== this.row.generation || expects.revision !== this.row.revision))
      return { outcome: 'moved', obligation: this.row };
    const answer = this.#decide(this.row, order, now);
    if (answer.outcome === 'done') this.row = answer.obligation;
    this.#commands.set(order.id, answer);
    return answer;
  }

  activities(): ObligationActivities {
    return {
      executeObligation: async (order) => {
        await this.beforeTimed(order);
        const { id, subject, command, expects, at } = order;
        const answer = this.execute({ id, subject, actor: engine, command, expects }, at);
        const what = command.action === 'escalate' ? `escalate ${command.rung}` : command.action;
        if (answer.outcome === 'done') this.timed.push({ what, at });
        this.answers.push(answer.outcome);
        return answerFor(obligations, order, answer, () => Promise.resolve(this.rules));
      },
    };
  }

  #decide(row: Obligation, { actor, command }: ObligationOrder, now: Moment): ObligationAnswer {
    try {
      const obligation = decideObligation(row, command, actor, { now, calendar: makeCalendar(this.rules.calendar), rules: this.rules });
      return { outcome: 'done', obligation, receipt: { cancelled: [], scheduled: [], next: null } };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { outcome: 'refused', code: error.code, details: error.details };
    }
  }
}
