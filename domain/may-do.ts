import type { AccountRole, Actor } from './actor.ts';
import type { ErrorCode } from './errors.ts';
import type { LedgerItem, Status } from './ledger-item.ts';

/** Every command a ledger item takes. */
export type ItemAction =
  | 'assign'
  | 'sign'
  | 'planMeasures'
  | 'submit'
  | 'verify'
  | 'returnItem'
  | 'requestExtension'
  | 'decideExtension'
  | 'reclassify'
  | 'transfer'
  | 'instruct'
  | 'acknowledge'
  | 'chase'
  | 'handOver'
  | 'correct'
  | 'void'
  | 'close'
  | 'markLate'
  | 'escalate';

const working: Status[] = ['assigned', 'signed', 'rectifying', 'returned'];
const alive: Status[] = ['registered', ...working, 'submitted'];

/** In which standings a command makes sense, and who may give it. */
export const itemActions: Record<ItemAction, { from: Status[]; by: AccountRole[] }> = {
  assign: { from: ['registered'], by: ['coordinator'] },
  sign: { from: ['assigned'], by: ['countyOfficer', 'countyDirector', 'institution'] },
  planMeasures: { from: working, by: ['countyOfficer', 'countyDirector', 'institution'] },
  submit: { from: working, by: ['countyOfficer', 'countyDirector', 'institution'] },
  verify: { from: ['submitted'], by: ['coordinator'] },
  returnItem: { from: ['submitted'], by: ['coordinator'] },
  requestExtension: { from: working, by: ['countyOfficer', 'countyDirector', 'institution'] },
  decideExtension: { from: working, by: ['coordinator'] },
  reclassify: { from: working, by: ['coordinator'] },
  transfer: { from: working, by: ['coordinator'] },
  instruct: { from: [...working, 'submitted'], by: ['leader', 'coordinator'] },
  acknowledge: { from: working, by: ['leader', 'coordinator', 'countyDirector', 'countyOfficer', 'institution'] },
  chase: { from: working, by: ['coordinator', 'countyDirector'] },
  handOver: { from: alive, by: ['coordinator', 'countyDirector', 'countyOfficer'] },
  correct: { from: alive, by: ['coordinator', 'countyOfficer'] },
  void: { from: alive, by: ['coordinator'] },
  close: { from: ['submitted'], by: ['coordinator'] },
  markLate: { from: working, by: ['engine'] },
  escalate: { from: working, by: ['engine'] },
};

/**
 * Whether `actor` may give this command to this item as it stands; the server asks it for every command and the page to
 * show what is possible. Returns the reason against it, or null. Whoever rectified may neither verify nor close
 * (independent verification, product.md part 7).
 */
export function mayNot(actor: Actor, action: ItemAction, item: LedgerItem): ErrorCode | null {
  const { from, by } = itemActions[action];
  if (!reaches(actor, item)) return 'not_found';
  if (actor.link ? !actor.link.actions.includes(action) : !by.includes(actor.role)) return 'not_permitted';
  if (!from.includes(item.status)) return item.status === 'closed' || item.status === 'voided' ? 'already_closed' : 'wrong_status';
  if ((action === 'verify' || action === 'close') && item.submittedBy === actor.id) return 'self_verification';
  return null;
}

export function mayDo(actor: Actor, action: ItemAction, item: LedgerItem): boolean {
  return mayNot(actor, action, item) === null;
}

function reaches(actor: Actor, item: LedgerItem): boolean {
  if (actor.link) return actor.link.subject === item.id;
  const bound = actor.role === 'countyOfficer' || actor.role === 'countyDirector' || actor.role === 'institution';
  return !bound || actor.unit === item.county;
}
