import { expect, it } from '@jest/globals';
import { loadPlan } from '../../plans/load.ts';
import type { Campaign } from '../../server/campaign.ts';
import { sessionView } from '../../server/views/session.ts';

it('tells the page its campaign’s own zone and opening hour', async () => {
  const plan = await loadPlan('test/plans/fixtures/yunling-2025');
  const campaign = { id: plan.id, name: plan.name.zh, plan, demo: true } as Campaign;
  const view = await sessionView({ campaign: () => Promise.resolve(campaign), clock: { now: () => 7, offsetMs: () => 0 } }, null);
  expect(view.clock).toEqual({ now: 7, zone: 'Asia/Shanghai', opens: '08:30' });
});
