import { randomUUID } from 'node:crypto';
import type { ItemCommand } from '../domain/decide.ts';
import { isOver } from '../domain/ledger-item.ts';
import type { Actor } from '../domain/actor.ts';
import { declaring } from './actors.ts';
import type { ItemContent } from './content.ts';
import { execute, type ExecuteDeps } from './execute.ts';
import type { DeclaredItem } from '../domain/declared-item.ts';
import type { Doubtful, RefusedChange } from './declared-ledger.ts';
import { question, type Known, type Matched } from './import-match.ts';

type Difference = { command: ItemCommand; content?: ItemContent };

/** A row is `changed` when a command of it was done, and `unchanged` when it differs in nothing. */
interface Applied {
  changed: number;
  unchanged: number;
  doubtful: Doubtful[];
  refused: RefusedChange[];
}

/** Turns what a corrected file says differently into commands, in the county's name. A moved class or date is left for a person: it needs approval. */
export async function applyDifferences(
  deps: ExecuteDeps,
  same: Matched['same'],
  { unit, people }: { unit: string; people: Map<string, string> },
): Promise<Applied> {
  const applied: Applied = { changed: 0, unchanged: 0, doubtful: [], refused: [] };
  const actor: Actor = declaring(unit);
  for (const { row, item } of same) {
    const { done, refused } = isOver(item.life) ? nothing : await applyRow(deps, row, item, people, actor);
    const reclassified = !isOver(item.life) && isReclassified(row, item);
    if (done > 0) applied.changed++;
    else if (refused.length === 0 && !reclassified) applied.unchanged++;
    if (reclassified) applied.doubtful.push(question(row, item, 'reclassified'));
    applied.refused.push(...refused);
  }
  return applied;
}

const nothing: { done: number; refused: RefusedChange[] } = { done: 0, refused: [] };

/** Gives the commands that make the item say what the row says; how many were done, and which were refused. */
export async function applyRow(
  deps: ExecuteDeps,
  row: DeclaredItem,
  item: Known,
  people: Map<string, string>,
  actor: Actor,
): Promise<{ done: number; refused: RefusedChange[] }> {
  let done = 0;
  const refused: RefusedChange[] = [];
  const place = { row: row.row, ...(row.sheet === undefined ? {} : { sheet: row.sheet }), item: item.id, number: item.number };
  for (const { command, content } of differences(row, item, people)) {
    const order = { id: randomUUID(), subject: item.id, actor, command, ...(content === undefined ? {} : { content }) };
    const answer = await execute(deps, order);
    if (answer.outcome === 'done') done++;
    if (answer.outcome === 'refused') refused.push({ ...place, action: command.action, refusal: answer.code });
  }
  return { done, refused };
}

/** The commands that make the item say what the row says, in the order they are to be given. "Done" on an open item is a submission, not a closure. */
export function differences(row: DeclaredItem, item: Known, people: Map<string, string>): Difference[] {
  const found: Difference[] = [];
  const changed = contentDifference(row, item);
  if (Object.keys(changed).length > 0) found.push({ command: { action: 'correct', content: publicPart(changed) }, content: changed });
  if (typeof changed.responsibleName === 'string') {
    found.push({ command: { action: 'handOver', responsible: people.get(changed.responsibleName) ?? null, reason: '台账更正责任人' } });
  }
  const measure = row.measure ?? '';
  const isWorking = item.life.status !== 'submitted' && item.life.status !== 'registered';
  if (measure !== '' && measure !== item.measure && isWorking) found.push({ command: { action: 'planMeasures', measure } });
  if (row.done && isWorking && (item.life.measured || measure !== '')) {
    found.push({ command: { action: 'submit', note: `台账填报：${row.dueText === '' ? '已完成' : row.dueText}`, evidence: [] } });
  }
  return found;
}

function contentDifference(row: DeclaredItem, item: Known): ItemContent {
  const content: ItemContent = {};
  if (row.people !== null && row.people !== item.people) content.people = row.people;
  if (row.amountYuan !== null && row.amountYuan !== item.amountYuan) content.amountYuan = row.amountYuan;
  if (row.responsible !== null && row.responsible !== item.responsibleName) content.responsibleName = row.responsible;
  if (row.contact !== null && row.contact !== item.contact) content.contact = row.contact;
  if (row.phone !== null && row.phone !== item.phone) content.phone = row.phone;
  return content;
}

/** What the audit trail may keep of a correction: which fields, and figures, but no names or phones. */
function publicPart(content: ItemContent): Record<string, string | number | null> {
  const named = ['responsibleName', 'contact', 'phone'];
  return Object.fromEntries(Object.entries(content).map(([field, value]) => [field, named.includes(field) ? '…' : value]));
}

function isReclassified(row: DeclaredItem, item: Known): boolean {
  return row.difficulty !== null && row.difficulty !== item.life.difficulty;
}
