import { withActor } from '../../platform/database.ts';
import { openCampaigns } from './campaigns.ts';
import { claimAndFreeze } from './claim.ts';
import { emptySummary, engineActor, type OutboxDeps, type TickSummary } from './deps.ts';
import { sendDue } from './send.ts';

const defaultBudgetMs = 45_000;

/**
 * The postman's round: claims what is due and freezes it, then sends what waits. It may be given at any time, by several at
 * once, and be killed anywhere: what it leaves undone the next one does. It begins nothing new when its budget is spent.
 */
export async function tick(deps: OutboxDeps): Promise<TickSummary> {
  const until = performance.now() + (deps.budgetMs ?? defaultBudgetMs);
  const now = deps.now();
  const summary = emptySummary();
  await deps.journal.refresh();
  const campaigns = await withActor(deps.pool, engineActor, (client) => openCampaigns(client, now));
  const failures: unknown[] = [];
  for (const campaign of campaigns) {
    try {
      Object.assign(summary, add(summary, await claimAndFreeze(deps, campaign, now)));
    } catch (error) {
      // One campaign's trouble does not keep the others' messages, nor what was frozen before; the round fails in the end.
      deps.log?.error({ campaign: campaign.id, err: error }, 'nothing could be claimed');
      failures.push(error);
    }
  }
  await deps.at?.('frozen');
  await sendDue(deps, campaigns, now, until, summary);
  if (failures.length > 0) throw failures[0];
  return summary;
}

function add(summary: TickSummary, part: Partial<TickSummary>): Partial<TickSummary> {
  return {
    claimed: summary.claimed + (part.claimed ?? 0),
    unreached: summary.unreached + (part.unreached ?? 0),
    frozen: summary.frozen + (part.frozen ?? 0),
    recovered: summary.recovered + (part.recovered ?? 0),
  };
}
