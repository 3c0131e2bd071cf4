import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { keyed, requireCampaign, type Campaign } from '../campaign.ts';
import { campaign as campaignShape, type CampaignView } from '../contract/campaign.ts';
import type { Parts } from '../parts.ts';

export function campaignRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get('/campaign', { config: { may: 'signedIn' }, schema: { tags: ['campaign'], response: { 200: campaignShape } } }, async () =>
      inShort(await requireCampaign(parts.campaign)),
    );
    done();
  };
}

function inShort({ id, name, plan, status, held, demo }: Campaign): CampaignView {
  return {
    id,
    name,
    starts: plan.starts,
    ends: plan.ends,
    status,
    held,
    demo,
    ranking: plan.ranking,
    phases: plan.phases.map((phase) => ({ ...keyed(phase.key, phase.name), starts: phase.starts, ends: phase.ends })),
    units: plan.units.map(({ key, name, addressedAs, kind }) => ({ ...keyed(key, { zh: name }), addressedAs, kind })),
    departments: plan.departments.map((department) => keyed(department.key, { zh: department.name })),
    difficulties: plan.difficulties.map(({ key, name, due, phrases }) => ({
      ...keyed(key, name),
      dueText: phrases[0] ?? '',
      due: 'day' in due ? due.day : null,
      workdaysAfterAssignment: 'workdaysAfterAssignment' in due ? due.workdaysAfterAssignment : null,
      daysAfterAssignment: 'daysAfterAssignment' in due ? due.daysAfterAssignment : null,
    })),
    roles: plan.roles.map(({ key, name }) => keyed(key, name)),
  };
}
