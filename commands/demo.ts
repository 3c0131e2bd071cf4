import type { Plan, Role } from '../domain/plan.ts';
import { heldIn } from '../domain/roles.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting, type ExecuteDeps } from './execute.ts';
import { enterPeople, inventedAddress, type DirectoryEntry } from './people.ts';

/** Surnames for the invented people of a demonstration; they belong to nobody. */
const surnames = ['演', '练', '示', '例', '样', '本'];

/**
 * People for a demonstration: somebody for each duty of every unit and department and for each role of the campaign that nobody holds (by the
 * role's name, as in the rehearsal), and an address ending in `.invalid` for everybody of the plan's organisation who has none. Only the
 * demonstration makes addresses up.
 */
export async function inventDirectory(deps: ExecuteDeps, plan: Plan): Promise<void> {
  const unitRoles = plan.roles.filter((role) => role.scope === 'unit');
  const people = [...plan.units, ...plan.departments].flatMap((unit, index) =>
    unitRoles.map((role) => invented(unit.key, `${surnames[index % surnames.length] ?? ''}${unit.name.slice(0, 2)}${role.name.zh}`, role)),
  );
  const unheld = plan.roles.flatMap((role) => {
    const held = heldIn(plan, role);
    return held?.holders.length === 0 ? [invented(held.body.key, role.name.zh, role)] : [];
  });
  await enterPeople(deps, [...people, ...unheld], { campaign: plan.id, actor: engine });
  await withActor(deps.pool, actorSetting(engine), async (client) => {
    const { rows } = await client.query<{ id: string; unit: string; name: string }>(
      'SELECT id, unit, name FROM person WHERE campaign = $1 AND email IS NULL',
      [plan.id],
    );
    // Who sits in two bodies of the plan is one person with one mailbox, and gets one digest.
    const bodies = new Set(plan.bodies.map(({ key }) => key));
    const addresses = rows.map(({ id, unit, name }) => ({ id, email: inventedAddress(bodies.has(unit) ? plan.id : unit, name) }));
    const text = 'UPDATE person p SET email = a.email FROM jsonb_to_recordset($1) AS a (id uuid, email text) WHERE p.id = a.id';
    await client.query(text, [JSON.stringify(addresses)]);
  });
}

/** The responsible persons a demonstration's ledger names, so that their reminders have somewhere to go. */
export async function inventResponsible(deps: ExecuteDeps, campaign: string, unit: string, names: string[]): Promise<void> {
  const people = [...new Set(names)].map((name) => invented(unit, name));
  await enterPeople(deps, people, { campaign, actor: engine });
}

function invented(unit: string, name: string, role?: Role): DirectoryEntry {
  const roles = role ? [role.key] : [];
  return { unit, name, duty: role?.name.zh ?? '', roles, phone: null, email: inventedAddress(unit, name), robot: null };
}
