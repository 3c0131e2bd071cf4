import type { z } from 'zod';
import type { Moment } from '../../domain/calendar.ts';
import type { KindName, Life } from '../../commands/subject-kind.ts';
import type { ErrorBody } from '../../server/contract/common.ts';
import { itemCommands, type ItemCommandReply } from '../../server/contract/item-commands.ts';
import { obligationCommands, type ObligationCommandReply } from '../../server/contract/obligations.ts';
import { itemPaths } from '../../server/item-paths.ts';
import { obligationPaths } from '../../server/obligation-paths.ts';
import type { Answered } from '../support/served.ts';
import type { GivenOrder } from '../support/kinds.ts';
import type { Model, SubjectModel } from './subject-model.ts';
import { randomOrder } from './random-orders.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { Staff } from './staff.ts';

/** A request that a person repeats with the same command id until it is answered. */
export interface PostedOrder {
  given: GivenOrder;
  url: string;
  body: object;
  /** Virtual time when it was first posted. */
  since: Moment;
}

/** How the server speaks of a kind. */
interface Spoken<K extends KindName> {
  root: string;
  paths: { path: string; action: string }[];
  bodies: Record<string, z.ZodType>;
  /** What a reply tells of the subject. */
  replied: (answer: Answered) => string;
  /** The same of a state. */
  stands: (life: Life<K>) => string;
}

const spoken: { [K in KindName]: Spoken<K> } = {
  item: {
    root: '/api/ledger-items',
    paths: itemPaths,
    bodies: itemCommands,
    replied: (answer) => {
      const { item } = answer.json() as ItemCommandReply;
      return shown({ ...item, unit: item.county.key, class: item.difficulty.key });
    },
    stands: (life) => shown({ ...life, unit: life.county, class: life.difficulty }),
  },
  obligation: {
    root: '/api/obligations',
    paths: obligationPaths,
    bodies: obligationCommands,
    replied: (answer) => {
      const { obligation } = answer.json() as ObligationCommandReply;
      return shown({ ...obligation, unit: obligation.unit.key, class: obligation.key });
    },
    stands: (life) => shown({ ...life, class: life.key }),
  },
};

/** What somebody with an account might post about the item or obligation next. What the contract itself turns away never becomes a command. */
export function randomPost(random: Random, model: Model, scene: Scene, staff: Staff, now: Moment): PostedOrder {
  const { root, paths, bodies } = spoken[model.kind];
  for (;;) {
    const { kind, order } = randomOrder(random, model, scene);
    const { action, ...fields } = order.command;
    const path = paths.find((resource) => resource.action === action)?.path;
    const body = { commandId: order.id, ...fields };
    if (path === undefined || !bodies[path]?.safeParse(body).success) continue;
    const given = { kind, order: { ...order, actor: staff.actor(order.actor) }, at: now } as GivenOrder;
    return { given, url: `${root}/${order.subject}/${path}`, body, since: now };
  }
}

/**
 * Has the model carry out what was answered at the moment the ledger says it did, and holds the answer against it.
 * @param at null: the audit trail has no entry of it
 * @returns what is wrong with the answer, or null
 */
export function judgeAnswer(model: Model, { given, since }: PostedOrder, answer: Answered, at: Moment | null, now: Moment): string | null {
  const before = model.audit.length;
  const meant = stateOrCode(model, given, at ?? now);
  const named = `${given.order.command.action} of ${model.life.id}`;
  if (at === null && model.audit.length > before) return `${named}: answered ${answer.statusCode}, and not in the audit trail`;
  if (at !== null && (at < since || at > now)) return `${named}: carried out at ${at}, asked at ${since}, answered at ${now}`;
  const said = answer.statusCode === 200 ? spoken[model.kind].replied(answer) : (answer.json() as ErrorBody).error.code;
  return said === meant ? null : `${named}: expected ${meant}, got ${answer.statusCode} ${said}`;
}

function stateOrCode<K extends KindName>(model: SubjectModel<K>, { order }: GivenOrder, at: Moment): string {
  const expected = model.carryOut({ order, at });
  return expected.outcome === 'done' ? spoken[model.kind].stands(expected.life) : expected.code;
}

/** What both a reply and a state tell of a subject. */
function shown(of: {
  id: string;
  unit: string;
  class: string;
  status: string;
  due: string | null;
  late: boolean;
  returns: number;
}): string {
  return JSON.stringify([of.id, of.unit, of.class, of.status, of.due, of.late, of.returns]);
}
