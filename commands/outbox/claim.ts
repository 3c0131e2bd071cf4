import type { Moment } from '../../domain/calendar.ts';
import { withActor } from '../../platform/database.ts';
import { address, type Envelope } from './address.ts';
import { readDirectory, type OpenCampaign } from './campaigns.ts';
import { compose } from './compose.ts';
import { engineActor, type OutboxDeps, type TickSummary } from './deps.ts';
import { lockDueRows, readTold } from './due.ts';
import { writeClaims, writeDeliveries, writeLines, writeRecovered, type RecoveredLine } from './freeze.ts';

/**
 * Claims everything of a campaign that is due and freezes it into one message a person: one transaction, so that there is
 * no row claimed without its message. One postman at a time does this for a campaign, or a morning's digest would be
 * cut in two; another that comes meanwhile goes on to sending.
 */
export async function claimAndFreeze(deps: OutboxDeps, campaign: OpenCampaign, now: Moment): Promise<Partial<TickSummary>> {
  return withActor(deps.pool, engineActor, async (client) => {
    const lock = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtext('duban outbox'), hashtext($1)) AS mine`, [
      campaign.id,
    ]);
    if (lock.rows[0]?.mine !== true) return {};
    const rows = await lockDueRows(client, campaign, now);
    if (rows.length === 0) return {};
    await deps.at?.('claimed');

    const directory = await readDirectory(client, campaign.id, campaign.calendar.dayOf(now));
    const addressed = address(rows, directory, await readTold(client, rows));
    const { fresh, recovered } = setApart(addressed.envelopes, deps);
    const messages = await compose(client, deps, campaign, directory, fresh, now);

    await writeClaims(client, addressed.reached, addressed.unreached, now);
    await writeDeliveries(client, campaign.id, messages, now);
    if (recovered.length > 0) await writeRecovered(client, campaign.id, recovered, now);
    const frozen = messages.flatMap(({ id, envelope }) => envelope.lines.map((line) => ({ delivery: id, envelope, line })));
    await writeLines(client, campaign.id, [...frozen, ...recovered]);

    const reached = new Set(addressed.reached);
    const unreached = addressed.unreached.filter((row) => !reached.has(row)).length;
    return { claimed: addressed.reached.length, unreached, frozen: messages.length, recovered: recovered.length };
  });
}

/** Lines that the send journal knows to have gone are not sent again: the database they were noted in was lost. */
function setApart(envelopes: Envelope[], { journal }: OutboxDeps): { fresh: Envelope[]; recovered: RecoveredLine[] } {
  const recovered: RecoveredLine[] = [];
  const fresh = envelopes.map((envelope) => ({
    ...envelope,
    lines: envelope.lines.filter((line) => {
      const delivery = journal.acceptedIn(line.key);
      if (delivery !== undefined) recovered.push({ delivery, envelope, line });
      return delivery === undefined;
    }),
  }));
  return { fresh: fresh.filter((envelope) => envelope.lines.length > 0), recovered };
}
