import type { FastifyRequest } from 'fastify';
import { actorOf } from './account.ts';
import { requireCampaign } from './campaign.ts';
import type { Parts } from './parts.ts';
import type { Viewing } from './views/ledger-row.ts';

/** For whom, of which campaign and when a request is answered. */
export async function viewingOf(parts: Parts, request: FastifyRequest): Promise<Viewing> {
  return { actor: actorOf(request), campaign: await requireCampaign(parts.campaign), now: parts.clock.now() };
}
