import type { Plan, Role } from '../plan.ts';
import { heldIn } from '../roles.ts';

/** A person as the book names them. */
export interface Recipient {
  /** Tells people of one name in different units apart; not shown. */
  id: string;
  name: string;
  /** The unit, department or body they hear it in. */
  unit: string;
}

/** Whose subject it is: the unit that answers, and the responsible person the ledger names. */
export interface Owner {
  unit: string;
  responsible: string | null;
}

/**
 * Resolves roles to people as far as the plan knows them: the responsible person by the name in the ledger, a unit's roles as
 * "unit + role" (the directory of people is not needed to rehearse), a campaign's roles as the members of its bodies.
 * A responsible person the ledger leaves out, or a subject that has none, is the unit's contact: its first role.
 */
export function recipientsOf(plan: Plan): (roles: string[], owner: Owner) => Recipient[] {
  const roles = new Map(plan.roles.map((role) => [role.key, role]));
  const contact = plan.roles.find((role) => role.scope === 'unit');
  const units = new Map([...plan.departments, ...plan.units].map(({ key, name }) => [key, name]));
  const known = new Map<string, Recipient>();
  const person = (id: string, name: string, unit: string): Recipient => {
    const found = known.get(id) ?? { id, name, unit };
    known.set(id, found);
    return found;
  };
  const inUnit = (role: Role, unit: string): Recipient => {
    const name = units.get(unit) ?? unit;
    return person(`${unit}/${role.key}`, `${name} ${role.name.zh}`, name);
  };
  const inCampaign = (role: Role): Recipient[] => {
    const held = heldIn(plan, role);
    if (!held || held.holders.length === 0) return [person(`*/${role.key}`, role.name.zh, role.name.zh)];
    return held.holders.map((member) => person(`*/${member.name}`, member.name, held.body.name.zh));
  };
  const resolve = (key: string, owner: Owner): Recipient[] => {
    const role = roles.get(key);
    if (!role) return [person(`*/${key}`, key, key)];
    if (role.scope === 'campaign') return inCampaign(role);
    if (role.scope === 'unit') return [inUnit(role, owner.unit)];
    if (owner.responsible !== null)
      return [person(`${owner.unit}//${owner.responsible}`, owner.responsible, units.get(owner.unit) ?? owner.unit)];
    return contact ? [inUnit(contact, owner.unit)] : [person(`${owner.unit}/`, units.get(owner.unit) ?? owner.unit, owner.unit)];
  };
  return (keys, owner) => [...new Set(keys.flatMap((key) => resolve(key, owner)))];
}
