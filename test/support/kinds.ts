import type { Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import { decide, type Circumstances } from '../../domain/decide.ts';
import { decideObligation } from '../../domain/decide-obligation.ts';
import { clockState, isOver } from '../../domain/ledger-item.ts';
import { isSettled, obligationClock, obligationRulesKey } from '../../domain/obligation.ts';
import { execute, type ExecuteDeps } from '../../commands/execute.ts';
import { executeObligation } from '../../commands/execute-obligation.ts';
import type { AnswerOf, Command, KindName, Life, OrderFor } from '../../commands/subject-kind.ts';
import { itemWorkflowId, obligationWorkflowId } from '../../workflows/ids.ts';

/** An order with the virtual moment it is given at, so that whoever carries it out and a model decide alike. */
export interface GivenOrder<K extends KindName = KindName> {
  kind: K;
  order: OrderFor<K>;
  at: Moment;
}

/** What the experiments must know of a kind; everything else they do with items and obligations alike. */
interface Kind<K extends KindName> {
  table: string;
  unit: (life: Life<K>) => string;
  /** Of the rules under which it stands after the command; null: as it is. */
  rulesKey: (life: Life<K>, command: Command<K> | null) => string;
  clock: (life: Life<K>) => ReturnType<typeof clockState>;
  isOver: (life: Life<K>) => boolean;
  workflow: (campaign: string, life: Life<K>) => string;
  decide: (life: Life<K>, command: Command<K>, actor: Actor, circumstances: Circumstances) => Life<K>;
  execute: (deps: ExecuteDeps, order: OrderFor<K>) => Promise<AnswerOf<K>>;
  /** The state an answer tells; null where the command was not carried out. */
  done: (answer: AnswerOf<K>) => Life<K> | null;
}

export const kinds: { [K in KindName]: Kind<K> } = {
  item: {
    table: 'ledger_item',
    unit: ({ county }) => county,
    rulesKey: ({ difficulty }, command) => (command?.action === 'reclassify' ? command.difficulty : difficulty),
    clock: clockState,
    isOver,
    workflow: (campaign, { id }) => itemWorkflowId(campaign, id),
    decide,
    execute,
    done: (answer) => (answer.outcome === 'done' ? answer.item : null),
  },
  obligation: {
    table: 'obligation',
    unit: ({ unit }) => unit,
    rulesKey: ({ key }) => obligationRulesKey(key),
    clock: obligationClock,
    isOver: isSettled,
    workflow: obligationWorkflowId,
    decide: decideObligation,
    execute: executeObligation,
    done: (answer) => (answer.outcome === 'done' ? answer.obligation : null),
  },
};

/** A subject as its row has it. */
export type SubjectRow = { [K in KindName]: { kind: K; life: Life<K> } }[KindName];

/** What items and obligations have alike: what is asked of a subject without caring which of them it is. */
export interface Subject {
  id: string;
  unit: string;
  responsible: string | null;
  rulesKey: string;
  clock: ReturnType<typeof clockState>;
  isOver: boolean;
}

export function subjectOf<K extends KindName>({ kind, life }: { kind: K; life: Life<K> }): Subject {
  const { unit, rulesKey, clock, isOver: over } = kinds[kind];
  const { id, responsible } = life;
  return { id, responsible, unit: unit(life), rulesKey: rulesKey(life, null), clock: clock(life), isOver: over(life) };
}

export function workflowOf<K extends KindName>(campaign: string, { kind, life }: { kind: K; life: Life<K> }): string {
  return kinds[kind].workflow(campaign, life);
}

/** Carries it out as the server does, at the moment it is given at. */
export function carryOut<K extends KindName>(pool: ExecuteDeps['pool'], { kind, order, at }: GivenOrder<K>): Promise<AnswerOf<K>> {
  return kinds[kind].execute({ pool, now: () => at }, order);
}
