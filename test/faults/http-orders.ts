import type { Moment } from '../../domain/calendar.ts';
import type { ItemCommandReply } from '../../server/contract/item-commands.ts';
import type { ErrorBody } from '../../server/contract/common.ts';
import { itemCommands, type ItemCommandPath } from '../../server/contract/item-commands.ts';
import { itemPaths } from '../../server/item-paths.ts';
import type { Answered } from '../support/served.ts';
import type { GivenOrder } from '../support/kinds.ts';
import type { ItemModel } from './subject-model.ts';
import { randomItemOrder } from './random-item-orders.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { Staff } from './staff.ts';

/** A request that a person repeats with the same command id until it is answered. */
export interface PostedOrder {
  given: GivenOrder<'item'>;
  url: string;
  body: object;
  /** Virtual time when it was first posted. */
  since: Moment;
}

/** What somebody with an account might post about the item next. What the contract itself turns away never becomes a command. */
export function randomPost(random: Random, model: ItemModel, scene: Scene, staff: Staff, now: Moment): PostedOrder {
  for (;;) {
    const { order } = randomItemOrder(random, model, scene);
    const path = itemPaths.find(({ action }) => action === order.command.action)?.path;
    if (path === undefined) continue;
    const body = bodyOf(path, order.id, order.command);
    if (body === null) continue;
    const given: PostedOrder['given'] = { kind: 'item', order: { ...order, actor: staff.actor(order.actor) }, at: now };
    return { given, url: `/api/ledger-items/${order.subject}/${path}`, body, since: now };
  }
}

function bodyOf(path: ItemCommandPath, commandId: string, command: object): object | null {
  const fields = Object.fromEntries(Object.entries(command).filter(([name]) => name !== 'action'));
  const body = { commandId, ...fields };
  return itemCommands[path].safeParse(body).success ? body : null;
}

/**
 * Has the model carry out what was answered at the moment the ledger says it did, and holds the answer against it.
 * @param at null: the audit trail has no entry of it
 * @returns what is wrong with the answer, or null
 */
export function judgeAnswer(
  model: ItemModel,
  { given, since }: PostedOrder,
  answer: Answered,
  at: Moment | null,
  now: Moment,
): string | null {
  const before = model.audit.length;
  const expected = model.carryOut({ order: given.order, at: at ?? now });
  const named = `${given.order.command.action} of ${model.life.id}`;
  if (at === null && model.audit.length > before) return `${named}: answered ${answer.statusCode}, and not in the audit trail`;
  if (at !== null && (at < since || at > now)) return `${named}: carried out at ${at}, asked at ${since}, answered at ${now}`;
  const said = answer.statusCode === 200 ? doneAnswer(answer) : (answer.json() as ErrorBody).error.code;
  const meant = expected.outcome === 'done' ? shown(expected.life) : expected.code;
  return said === meant ? null : `${named}: expected ${meant}, got ${answer.statusCode} ${said}`;
}

function doneAnswer(answer: Answered): string {
  const { item } = answer.json() as ItemCommandReply;
  return shown({ ...item, county: item.county.key, difficulty: item.difficulty.key });
}

/** What both a reply and a state tell of an item. */
function shown(item: Pick<ItemModel['life'], 'id' | 'county' | 'status' | 'difficulty' | 'due' | 'late' | 'returns'>): string {
  return JSON.stringify([item.id, item.county, item.status, item.difficulty, item.due, item.late, item.returns]);
}
