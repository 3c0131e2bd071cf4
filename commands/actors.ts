import type { Actor } from '../domain/actor.ts';

/** Time itself: the actor of workflows, the postman and the set-up. */
export const engine: Actor = { id: 'engine', role: 'engine' };

/** A county declaring something through its ledger; who carried the file is in the audit entry. Declaring is rectifying: it may not verify. */
export function declaring(unit: string): Actor {
  return { id: `unit:${unit}`, role: 'countyOfficer', unit };
}
