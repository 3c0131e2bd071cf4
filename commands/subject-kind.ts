import type { Actor } from '../domain/actor.ts';
import type { Circumstances, ItemCommand } from '../domain/decide.ts';
import type { ObligationCommand } from '../domain/decide-obligation.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { clockState, LedgerItem } from '../domain/ledger-item.ts';
import type { Obligation } from '../domain/obligation.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { ItemContent } from './content.ts';

/** What a campaign follows, by the name that rows, wake rows and answers call it. */
export interface Subjects {
  item: { life: LedgerItem; command: ItemCommand; content: ItemContent };
  obligation: { life: Obligation; command: ObligationCommand; content: never };
}
export type KindName = keyof Subjects;
export type Life<K extends KindName> = Subjects[K]['life'];
export type Command<K extends KindName> = Subjects[K]['command'];

/** One command for one subject. `id` is made by whoever wants it, once: a repeat with the same id gets the first answer. */
export interface OrderFor<K extends KindName> {
  id: string;
  subject: string;
  actor: Actor;
  command: Command<K>;
  /** What the row says besides its life: only with an item's `correct`, `planMeasures` and `handOver`. */
  content?: Subjects[K]['content'];
  /** The state the giver decided on; when the row has moved on, the answer is `moved` and nothing is written. */
  expects?: { generation: number; revision: number };
}

export interface Refused {
  outcome: 'refused';
  code: ErrorCode;
  details: Record<string, string | number>;
}

/** An answer is kept under its command's id: its form outlives the build that gave it. */
export type AnswerOf<K extends KindName> =
  | ({ outcome: 'done'; receipt: Receipt } & Record<K, Life<K>>) //
  | Refused
  | ({ outcome: 'moved' } & Record<K, Life<K>>);

/** What a kind of subject tells of itself. How it is changed is said once, for all kinds, in `execute.ts`. */
export interface SubjectKind<K extends KindName> {
  name: K;
  /** Key of the unit that answers for it. */
  unit: (life: Life<K>) => string;
  /** Key of the rules it lives by. */
  rulesKey: (life: Life<K>) => string;
  /** Key of the rules that a command moves it to; null: it keeps its own. */
  newRulesKey: (command: Command<K>) => string | null;
  clock: (life: Life<K>) => ReturnType<typeof clockState>;
  mayNot: (actor: Actor, command: Command<K>, life: Life<K>) => ErrorCode | null;
  decide: (life: Life<K>, command: Command<K>, actor: Actor, circumstances: Circumstances) => Life<K>;
  /** The columns besides its life that a command rewrites; null leaves them as they are. */
  content: (command: Command<K>, content: Subjects[K]['content'] | undefined, next: Life<K>) => Subjects[K]['content'] | null;
  /** As its answers carry it. */
  named: (life: Life<K>) => Record<K, Life<K>>;
}
