import type { Pool } from 'pg';
import type { ItemCommand } from '../domain/decide.ts';
import type { ObligationCommand } from '../domain/decide-obligation.ts';
import { DomainError } from '../domain/errors.ts';
import { withActor } from '../platform/database.ts';

/** Where a command is given: the actor as `actorSetting` makes it, and the unit that answers for the subject. */
interface Place {
  as: string;
  campaign: string;
  unit: string;
}

/**
 * Units and people that a command names must exist, and whoever is charged with a subject is of the unit that answers for it; rules see only keys.
 * @throws DomainError `unit_unknown`, `person_unknown`
 */
export async function checkReferences(pool: Pool, command: ItemCommand | ObligationCommand, { as, campaign, unit }: Place): Promise<void> {
  const exists = async (text: string, values: string[]) =>
    (await withActor(pool, as, (client) => client.query(text, values))).rowCount === 1;
  const charged = command.action === 'transfer' ? command.county : unit;
  const known = 'SELECT 1 FROM unit WHERE campaign = $1 AND key = $2';
  if (command.action === 'transfer' && !(await exists(known, [campaign, charged]))) throw new DomainError('unit_unknown');
  const person = 'responsible' in command ? (command.responsible ?? null) : null;
  const active = 'SELECT 1 FROM person WHERE campaign = $1 AND unit = $2 AND id::text = $3 AND active';
  if (person !== null && !(await exists(active, [campaign, charged, person]))) throw new DomainError('person_unknown');
}
