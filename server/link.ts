import type { Actor } from '../domain/actor.ts';
import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import { withActor } from '../platform/database.ts';
import { linkTokenHash, readLinkToken, type LinkGrant } from '../platform/link-token.ts';
import { keyFor } from '../platform/secret.ts';
import { requireCampaign } from './campaign.ts';
import { Refusal } from './errors.ts';
import type { Parts } from './parts.ts';
import type { Viewing } from './views/ledger-row.ts';

export interface Opened {
  grant: LinkGrant;
  holder: { name: string };
  viewing: Viewing;
}

/**
 * What a mailed link opens, and for whom. Its holder sees the one item or obligation and nothing else; somebody of a unit only while it is that
 * unit's, and nobody who has left the directory.
 * @throws Refusal `link_invalid`, `link_expired`, `link_revoked`
 */
export async function openLink(parts: Parts, token: string): Promise<Opened> {
  const now = parts.clock.now();
  const grant = readLinkToken(keyFor(parts.config.secret, 'links'), token, now);
  if (grant === 'forged') throw new Refusal('link_invalid');
  if (grant === 'expired') throw new Refusal('link_expired');
  const campaign = await requireCampaign(parts.campaign);
  const text = `SELECT p.name, p.unit, EXISTS (SELECT 1 FROM revoked_link r WHERE r.token_hash = $3) AS revoked
    FROM person p WHERE p.campaign = $1 AND p.id = $2 AND p.active`;
  const { rows } = await withActor(parts.pool, actorSetting(engine), (client) =>
    client.query<{ name: string; unit: string; revoked: boolean }>(text, [campaign.id, grant.person, linkTokenHash(token)]),
  );
  const person = rows[0];
  if (person === undefined) throw new Refusal('link_invalid');
  if (person.revoked) throw new Refusal('link_revoked');
  const ofUnit = campaign.plan.units.some(({ key }) => key === person.unit);
  const ofDepartment = campaign.plan.departments.some(({ key }) => key === person.unit);
  const actor: Actor = {
    id: `person:${grant.person}`,
    role: ofUnit ? 'institution' : ofDepartment ? 'department' : 'leader',
    unit: person.unit,
    link: { subject: grant.subject, person: grant.person, actions: grant.actions },
  };
  return { grant, holder: { name: person.name }, viewing: { actor, campaign, now } };
}
