import type { Day } from './calendar.ts';
import type { Role } from './plan.ts';

/** A person of the directory, as far as addressing a message needs. */
export interface DirectoryPerson {
  id: string;
  unit: string;
  name: string;
  /** Keys of the plan's roles. */
  roles: string[];
  email: string | null;
  active: boolean;
  /** First and last day of leave, both included; without a last day the leave is open. */
  awayFrom: Day | null;
  awayTo: Day | null;
  /** Id of who hears instead during leave. */
  deputy: string | null;
}

/** Whose message it is: the unit that answers, and the person named. */
export interface Concern {
  unit: string;
  responsible: string | null;
  /** The name the ledger gives, when nobody of the directory matched it. */
  responsibleName: string | null;
}

export interface Recipient {
  person: DirectoryPerson;
  /** Reached through the first role: the one the message speaks to, and who acknowledges it. */
  addressed: boolean;
  /** Name of the person on leave for whom this one hears. */
  insteadOf: string | null;
  /** The name nobody of the directory matched: this person is to find out who it is. */
  named: string | null;
  /** Key of the role that could not be reached, for which this person hears. */
  unreachedRole: string | null;
}

export interface Resolution {
  /** Each person once, whatever number of roles leads to them. Empty: nobody at all can be reached. */
  recipients: Recipient[];
  /** Keys of the roles none of whose holders can be reached. */
  unreached: string[];
}

export interface Directory {
  resolve(concern: Concern, roles: string[]): Resolution;
  roleName(key: string): string;
  person(id: string): DirectoryPerson | undefined;
}

/**
 * Who hears what on `today`. A person on leave is stood in for by their deputy (or the deputy's own), and hears
 * themselves where there is none. A role nobody can be reached in is told to the unit's contact, then up the line it
 * reports to, at last to the campaign's office; the same for a responsible person nobody matched.
 */
export function makeDirectory(people: DirectoryPerson[], roles: Role[], today: Day): Directory {
  const byId = new Map(people.map((person) => [person.id, person]));
  const same = oneOfEach(people);
  const roleOf = new Map(roles.map((role) => [role.key, role]));
  const held = new Map<string, Held[]>();
  const holders = (role: Role, unit: string): Held[] => {
    const key = role.scope === 'unit' ? `${role.key}|${unit}` : role.key;
    let answer = held.get(key);
    if (!answer) {
      answer = people
        .filter((person) => person.roles.includes(role.key) && (role.scope === 'campaign' || person.unit === unit))
        .flatMap((person) => reach(person, byId, today));
      held.set(key, answer);
    }
    return answer;
  };
  const heldBy = (role: Role, concern: Concern): Held[] => {
    if (role.scope !== 'subject') return holders(role, concern.unit);
    const person = concern.responsible === null ? undefined : byId.get(concern.responsible);
    return person ? reach(person, byId, today) : [];
  };

  const resolve = (concern: Concern, keys: string[]): Resolution => {
    const found = new Map<string, Recipient>();
    const unreached: string[] = [];
    keys.forEach((key, index) => {
      const role = roleOf.get(key);
      const own = role ? heldBy(role, concern) : [];
      const unmatched = role?.scope === 'subject' && concern.responsible === null;
      const told =
        own.length > 0
          ? own
          : standIns(role, roles)
              .map((next) => heldBy(next, concern))
              .find((list) => list.length > 0);
      if (own.length === 0 && (!unmatched || !told)) unreached.push(key);
      for (const { person: row, insteadOf } of told ?? []) {
        const person = same.get(row.id) ?? row;
        const missing = own.length === 0;
        const named = missing && unmatched ? concern.responsibleName : null;
        const unreachedRole = missing && !unmatched ? key : null;
        const known = found.get(person.id);
        if (!known) found.set(person.id, { person, addressed: index === 0, insteadOf, named, unreachedRole });
        else found.set(person.id, { ...known, named: known.named ?? named, unreachedRole: known.unreachedRole ?? unreachedRole });
      }
    });
    return { recipients: [...found.values()], unreached };
  };

  return { resolve, roleName: (key) => roleOf.get(key)?.name.zh ?? key, person: (id) => byId.get(id) };
}

/** Somebody who sits in two bodies is entered twice, under one name and address, and hears things once: as the first of the entries. */
function oneOfEach(people: DirectoryPerson[]): Map<string, DirectoryPerson> {
  const first = new Map<string, DirectoryPerson>();
  const same = new Map<string, DirectoryPerson>();
  for (const person of people) {
    if (!canHear(person)) continue;
    const human = `${person.name}|${person.email?.trim().toLowerCase() ?? ''}`;
    const known = first.get(human);
    if (known) same.set(person.id, known);
    else first.set(human, person);
  }
  return same;
}

interface Held {
  person: DirectoryPerson;
  insteadOf: string | null;
}

/** The person, or who stands in during leave; nobody when neither can be written to. */
function reach(person: DirectoryPerson, byId: Map<string, DirectoryPerson>, today: Day): Held[] {
  if (!person.active) return [];
  const seen = new Set([person.id]);
  let at: DirectoryPerson | undefined = person;
  while (at && isAway(at, today)) {
    at = at.deputy === null || seen.has(at.deputy) ? undefined : byId.get(at.deputy);
    if (at) seen.add(at.id);
    if (at && !at.active) at = undefined;
  }
  if (at && at.id !== person.id && canHear(at)) return [{ person: at, insteadOf: person.name }];
  return canHear(person) ? [{ person, insteadOf: null }] : [];
}

function canHear(person: DirectoryPerson): boolean {
  return person.active && person.email !== null && person.email.trim() !== '';
}

function isAway(person: DirectoryPerson, today: Day): boolean {
  return person.awayFrom !== null && person.awayFrom <= today && (person.awayTo === null || today <= person.awayTo);
}

/** Who is told in a role's place, nearest first: within a unit its contact (the plan's first role of units), then the line upwards. */
function standIns(role: Role | undefined, roles: Role[]): Role[] {
  const contact = role?.scope === 'campaign' ? undefined : roles.find((candidate) => candidate.scope === 'unit');
  const chain = contact ? [contact] : [];
  const seen = new Set<string>();
  for (let up = role?.reportsTo; up !== undefined && !seen.has(up);) {
    const key = up;
    seen.add(key);
    const above = roles.find((candidate) => candidate.key === key);
    if (above) chain.push(above);
    up = above?.reportsTo;
  }
  return [...chain, ...lowestOfCampaign(roles)].filter((candidate) => candidate.key !== role?.key);
}

/** Roles of the campaign that none other of the campaign reports to: its office. */
function lowestOfCampaign(roles: Role[]): Role[] {
  const within = roles.filter((candidate) => candidate.scope === 'campaign');
  return within.filter((candidate) => !within.some((other) => other.reportsTo === candidate.key));
}
