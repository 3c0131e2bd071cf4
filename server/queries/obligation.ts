import { agenda } from '../../domain/agenda.ts';
import { mayNotOblige, obligationActions } from '../../domain/may-do-obligation.ts';
import { obligationClock, obligationRulesKey, type Obligation } from '../../domain/obligation.ts';
import { actorSetting } from '../../commands/execute.ts';
import { calendarOf, rulesOf } from '../../commands/rules.ts';
import { withActor } from '../../platform/database.ts';
import type { ObligationPage } from '../contract/obligations.ts';
import { failureOf, Refusal } from '../errors.ts';
import { obligationPaths } from '../obligation-paths.ts';
import type { Parts } from '../parts.ts';
import type { Viewing } from '../views/ledger-row.ts';
import { obligationRow } from '../views/obligation-row.ts';
import { readHistory, readMessages } from './item.ts';

/** An obligation as the database holds it, with the name of whoever was charged with it. */
export interface OwedRow {
  id: string;
  key: string;
  rule: string;
  period: string | null;
  kind: string;
  name: string;
  starts: string;
  life: Obligation;
  changedAt: number;
  person: string | null;
}

export const owedColumns = `o.id, o.key, o.rule, o.period, o.kind, o.name, o.starts, o.life, o.changed_at AS "changedAt", p.name AS person`;
export const owedTables = 'obligation o LEFT JOIN person p ON p.id = o.responsible';

/** The obligation's row as the actor may see it. @throws Refusal `not_found` for one that is not there or another unit's */
export async function readObligation(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Pick<Viewing, 'actor' | 'campaign'>,
  id: string,
): Promise<OwedRow> {
  const text = `SELECT ${owedColumns} FROM ${owedTables} WHERE o.campaign = $1 AND o.id = $2`;
  const { rows } = await withActor(parts.pool, actorSetting(actor), (client) => client.query<OwedRow>(text, [campaign.id, id]));
  if (rows[0] === undefined) throw new Refusal('not_found');
  return rows[0];
}

/** Everything the obligation's page shows. */
export async function obligationPageOf(parts: Parts, viewing: Viewing, id: string): Promise<ObligationPage> {
  const row = await readObligation(parts, viewing, id);
  const { life } = row;
  const [messages, history, unacknowledged] = await Promise.all([
    readMessages(parts, viewing, id),
    readHistory(parts, viewing, id, 'obligation'),
    unacknowledgedOf(parts, viewing, life),
  ]);
  const rule = viewing.campaign.plan.obligations.find(({ key }) => key === row.key);
  return {
    obligation: {
      ...obligationRow(row, viewing),
      clause: rule?.clause ?? '',
      revision: life.revision,
      submittedAt: life.submittedAt,
      endedAt: life.endedAt,
      extension: life.extension && { requestedAt: life.extension.requestedAt, until: life.extension.until },
      unacknowledged,
    },
    messages,
    history,
    may: obligationPossibilities(viewing, life),
  };
}

/** Every command of people, whether the actor may give it now, and where to post it. */
export function obligationPossibilities({ actor }: Pick<Viewing, 'actor'>, life: Obligation): ObligationPage['may'] {
  return obligationPaths.map(({ action, path }) => {
    const code = mayNotOblige(actor, action, life);
    return { action, path: `/api/obligations/${life.id}/${path}`, allowed: code === null, reason: code === null ? null : failureOf(code) };
  });
}

/** Escalations that have gone and that somebody may still acknowledge. */
export async function unacknowledgedOf(
  parts: Pick<Parts, 'pool'>,
  { campaign, now }: Pick<Viewing, 'campaign' | 'now'>,
  life: Obligation,
): Promise<string[]> {
  if (!obligationActions.acknowledge.from.includes(life.status)) return [];
  const rules = await rulesOf(parts.pool, campaign.id, obligationRulesKey(life.key), life.rulesVersion);
  return agenda(obligationClock(life), rules.ladder, calendarOf(rules))
    .filter((entry) => entry.kind === 'escalation' && entry.at <= now && !life.acknowledged.includes(entry.rung))
    .map((entry) => entry.rung);
}
