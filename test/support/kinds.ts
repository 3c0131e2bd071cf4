import type { Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import { decide, type Circumstances, type ItemCommand } from '../../domain/decide.ts';
import { decideObligation, type ObligationCommand } from '../../domain/decide-obligation.ts';
import { clockState, isOver, type LedgerItem } from '../../domain/ledger-item.ts';
import { isSettled, obligationClock, obligationRulesKey, type Obligation } from '../../domain/obligation.ts';
import { execute, type Answer, type ExecuteDeps } from '../../commands/execute.ts';
import { executeObligation, type ObligationAnswer } from '../../commands/execute-obligation.ts';
import { itemWorkflowId, obligationWorkflowId } from '../../workflows/ids.ts';

/** The kinds of subject that are chased, with what each is made of. */
export interface Kinds {
  item: { life: LedgerItem; command: ItemCommand; answer: Answer };
  obligation: { life: Obligation; command: ObligationCommand; answer: ObligationAnswer };
}

export type KindName = keyof Kinds;

export interface KindOrder<K extends KindName> {
  id: string;
  subject: string;
  actor: Actor;
  command: Kinds[K]['command'];
}

/** An order with the virtual moment it is given at, so that whoever carries it out and a model decide alike. */
export interface GivenOrder<K extends KindName = KindName> {
  kind: K;
  order: KindOrder<K>;
  at: Moment;
}

/** What the experiments must know of a kind; everything else they do with items and obligations alike. */
interface Kind<K extends KindName> {
  unit: (life: Kinds[K]['life']) => string;
  /** Of the rules under which it stands after the command; null: as it is. */
  rulesKey: (life: Kinds[K]['life'], command: Kinds[K]['command'] | null) => string;
  clock: (life: Kinds[K]['life']) => ReturnType<typeof clockState>;
  isOver: (life: Kinds[K]['life']) => boolean;
  workflow: (campaign: string, life: Kinds[K]['life']) => string;
  decide: (life: Kinds[K]['life'], command: Kinds[K]['command'], actor: Actor, circumstances: Circumstances) => Kinds[K]['life'];
  execute: (deps: ExecuteDeps, order: KindOrder<K>) => Promise<Kinds[K]['answer']>;
  /** The state an answer tells; null where the command was not carried out. */
  done: (answer: Kinds[K]['answer']) => Kinds[K]['life'] | null;
}

export const kinds: { [K in KindName]: Kind<K> } = {
  item: {
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
export type SubjectRow = { [K in KindName]: { kind: K; life: Kinds[K]['life'] } }[KindName];

/** What items and obligations have alike: what is asked of a subject without caring which of them it is. */
export interface Subject {
  id: string;
  unit: string;
  responsible: string | null;
  rulesKey: string;
  clock: ReturnType<typeof clockState>;
  isOver: boolean;
}

export function subjectOf<K extends KindName>({ kind, life }: { kind: K; life: Kinds[K]['life'] }): Subject {
  const { unit, rulesKey, clock, isOver: over } = kinds[kind];
  const { id, responsible } = life;
  return { id, responsible, unit: unit(life), rulesKey: rulesKey(life, null), clock: clock(life), isOver: over(life) };
}

export function workflowOf<K extends KindName>(campaign: string, { kind, life }: { kind: K; life: Kinds[K]['life'] }): string {
  return kinds[kind].workflow(campaign, life);
}

/** Carries it out as the server does, at the moment it is given at. */
export function carryOut<K extends KindName>(pool: ExecuteDeps['pool'], { kind, order, at }: GivenOrder<K>): Promise<Kinds[K]['answer']> {
  return kinds[kind].execute({ pool, now: () => at }, order);
}
