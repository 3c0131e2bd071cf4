/** What an account is for. `engine` is time itself: the commands that workflows give. */
export type AccountRole =
  | 'coordinator'
  | 'countyDirector'
  | 'countyOfficer'
  | 'institution'
  | 'department'
  | 'leader'
  | 'discipline'
  | 'intake'
  | 'systemAdmin'
  | 'securityAdmin'
  | 'auditAdmin'
  | 'engine';

/** Who gives a command. Ids are opaque; no name or phone is in it. */
export interface Actor {
  id: string;
  role: AccountRole;
  /** Key of the unit the account belongs to; bounds what a county may see and do. */
  unit?: string;
  /** For the holder of a mailed link: the one subject it opens, the person it was mailed to and the actions it allows. */
  link?: { subject: string; person: string; actions: string[] };
}

const everywhere: ReadonlySet<AccountRole> = new Set(['coordinator', 'department', 'leader', 'discipline', 'auditAdmin', 'engine']);

/** The units whose subjects an actor may see: `all`, or a list of keys (empty: none). */
export function visibleUnits(actor: Actor): 'all' | string[] {
  if (everywhere.has(actor.role)) return 'all';
  return actor.unit === undefined ? [] : [actor.unit];
}
