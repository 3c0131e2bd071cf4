import type { Moment } from '../../domain/calendar.ts';
import { withActor } from '../../platform/database.ts';
import type { SendOutcome } from '../../platform/mail.ts';
import type { OpenCampaign } from './campaigns.ts';
import { engineActor, timestamp, type OutboxDeps, type TickSummary } from './deps.ts';
import { leaseNext, type Leased } from './lease.ts';
import { isGivenUp, nextAttempt } from './pauses.ts';

/**
 * Sends what is due, several at a time, until nothing is left or `until` (real time) has passed. Each person succeeds or
 * fails alone; only when the server itself is away does the tick stop, and the rest stays as it was.
 */
export async function sendDue(
  deps: OutboxDeps,
  campaigns: OpenCampaign[],
  now: Moment,
  until: number,
  summary: TickSummary,
): Promise<void> {
  const line: Line = { deps, campaigns, now, until, summary, unreachable: 0 };
  await Promise.all(Array.from({ length: deps.concurrency ?? defaultConcurrency }, () => sendOneAfterAnother(line)));
}

const defaultConcurrency = 5;
/** Failures to reach the server, one after another, after which a tick gives it a rest. */
const serverIsAway = 3;

interface Line {
  deps: OutboxDeps;
  campaigns: OpenCampaign[];
  now: Moment;
  until: number;
  summary: TickSummary;
  unreachable: number;
}

async function sendOneAfterAnother(line: Line): Promise<void> {
  const { deps, campaigns, now, summary } = line;
  for (;;) {
    if (performance.now() >= line.until || line.unreachable >= serverIsAway) {
      summary.more = true;
      return;
    }
    const answer = await leaseNext(deps, campaigns, now);
    switch (answer.kind) {
      case 'nothing':
        return;
      case 'withdrawn':
        summary.withdrawn += answer.withdrawn;
        break;
      case 'recovered':
        summary.recovered += 1;
        break;
      case 'leased':
        await sendLeased(line, answer.delivery);
        break;
    }
  }
}

/** The journal is written before the message is offered and after it is taken, each time to disk. */
async function sendLeased(line: Line, delivery: Leased): Promise<void> {
  const { deps, now } = line;
  await deps.at?.('leased', delivery.id);
  await deps.journal.trying(delivery.id, delivery.keys);
  await deps.at?.('sending', delivery.id);
  const outcome = await deps.transport.send({ id: delivery.id, recipient: delivery.recipient, bytes: delivery.bytes });
  if (outcome.kind === 'accepted') {
    await deps.at?.('accepted', delivery.id);
    await deps.journal.accepted(delivery.id);
    await deps.at?.('journaled', delivery.id);
  }
  await record(line, delivery, outcome);
  await deps.at?.('recorded', delivery.id);
  if (outcome.kind !== 'accepted')
    deps.log?.warn(
      { delivery: delivery.id, outcome: outcome.kind, reason: outcome.reason, attempts: delivery.attempts },
      'message not sent',
    );
  line.unreachable = outcome.kind === 'unreachable' ? line.unreachable + 1 : 0;
  count(line.summary, outcome, isGivenUp(delivery.firstTriedAt, delivery.attempts, now));
}

/**
 * Notes an attempt's outcome. A message that may once have been taken stays `sending`, whatever later attempts say: it is
 * sent again as the same bytes or not at all. The attempt's number keeps a sender that lost its lease from writing.
 */
async function record({ deps, now }: Line, delivery: Leased, outcome: SendOutcome): Promise<void> {
  const mine = [delivery.id, delivery.attempts];
  await withActor(deps.pool, engineActor, async (client) => {
    if (outcome.kind === 'accepted') {
      await client.query(
        `UPDATE delivery SET state = 'sent', sent_at = $3, next_attempt_at = NULL, leased_until = NULL, error = NULL
         WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
        [...mine, timestamp(now)],
      );
      return;
    }
    const over = outcome.kind === 'refused' || isGivenUp(delivery.firstTriedAt, delivery.attempts, now);
    const state = over ? 'failed' : delivery.maybeSent || outcome.kind === 'unknown' ? 'sending' : 'pending';
    await client.query(
      `UPDATE delivery SET state = $3, next_attempt_at = $4, leased_until = NULL, error = $5 WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
      [...mine, state, over ? null : timestamp(nextAttempt(delivery.attempts, now)), outcome.reason],
    );
  });
}

function count(summary: TickSummary, outcome: SendOutcome, givenUp: boolean): void {
  if (outcome.kind === 'accepted') summary.sent += 1;
  else if (outcome.kind === 'refused' || givenUp) summary.failed += 1;
  else if (outcome.kind === 'unknown') summary.unknown += 1;
  else summary.deferred += 1;
}
