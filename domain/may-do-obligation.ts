import type { AccountRole, Actor } from './actor.ts';
import type { ErrorCode } from './errors.ts';
import { isSettled, type Obligation, type ObligationStatus } from './obligation.ts';

/** Every command an obligation takes. */
export type ObligationAction =
  'submit' | 'accept' | 'return' | 'waive' | 'requestExtension' | 'decideExtension' | 'acknowledge' | 'handOver' | 'markLate' | 'escalate';

const owers: AccountRole[] = ['countyOfficer', 'countyDirector', 'department'];

/** In which standings a command makes sense, and who may give it. The engine waives only what was over before the system began to run. */
export const obligationActions: Record<ObligationAction, { from: ObligationStatus[]; by: AccountRole[] }> = {
  submit: { from: ['owed'], by: owers },
  accept: { from: ['submitted'], by: ['coordinator'] },
  return: { from: ['submitted'], by: ['coordinator'] },
  waive: { from: ['owed', 'submitted'], by: ['coordinator', 'engine'] },
  requestExtension: { from: ['owed'], by: owers },
  decideExtension: { from: ['owed'], by: ['coordinator'] },
  acknowledge: { from: ['owed'], by: ['leader', 'coordinator', ...owers] },
  handOver: { from: ['owed', 'submitted'], by: ['coordinator', ...owers] },
  markLate: { from: ['owed'], by: ['engine'] },
  escalate: { from: ['owed'], by: ['engine'] },
};

/**
 * Whether `actor` may give this command to this obligation as it stands; asked for every command, and by the page to show what is
 * possible. Returns the reason against it, or null. A unit answers for its own only, and whoever submitted may not accept
 * (the same independence as of a ledger item's verification, product.md part 7).
 */
export function mayNotOblige(actor: Actor, action: ObligationAction, obligation: Obligation): ErrorCode | null {
  const { from, by } = obligationActions[action];
  if (!reaches(actor, obligation)) return 'not_found';
  if (actor.link ? !actor.link.actions.includes(action) : !by.includes(actor.role)) return 'not_permitted';
  // Departments see everything, and act on what is theirs.
  if (!actor.link && actor.role === 'department' && actor.unit !== obligation.unit) return 'not_permitted';
  if (!from.includes(obligation.status)) return isSettled(obligation) ? 'already_settled' : 'wrong_status';
  if (action === 'accept' && obligation.submittedBy === actor.id) return 'self_acceptance';
  return null;
}

function reaches(actor: Actor, obligation: Obligation): boolean {
  if (actor.link) return actor.link.subject === obligation.id;
  const bound = actor.role === 'countyOfficer' || actor.role === 'countyDirector' || actor.role === 'institution';
  return !bound || actor.unit === obligation.unit;
}
