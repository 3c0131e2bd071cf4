import type { Body, Plan, Role } from './plan.ts';

/** The body in which a role of the campaign is held, and its members who hold it; null for a role that is held in units or in a subject. */
export function heldIn({ bodies }: Pick<Plan, 'bodies'>, role: Role): { body: Body; holders: Body['members'] } | null {
  const body = role.scope === 'campaign' ? bodies.find(({ key }) => key === role.body) : undefined;
  return body ? { body, holders: body.members.filter(({ roles }) => roles.includes(role.key)) } : null;
}
