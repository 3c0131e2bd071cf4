import { agenda, type AgendaEntry } from '../../domain/agenda.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { clockState } from '../../domain/ledger-item.ts';
import { itemActions, mayNot } from '../../domain/may-do.ts';
import { actorSetting } from '../../commands/execute.ts';
import { calendarOf, rulesOf } from '../../commands/rules.ts';
import { withActor } from '../../platform/database.ts';
import type { LedgerItemPage, MessageView, Possibility } from '../contract/ledger-items.ts';
import { failureOf, Refusal } from '../errors.ts';
import { itemPaths } from '../item-paths.ts';
import type { Parts } from '../parts.ts';
import { historyEntry, type AuditedAct, type AuditedSubject } from '../views/history.ts';
import { ledgerRow, needsPhones, type Viewing } from '../views/ledger-row.ts';
import { itemColumns, itemTables, type ItemRow } from './rows.ts';

/** The item's row as the actor may see it. @throws Refusal `not_found` for one that is not there or another unit's */
export async function readItem(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Pick<Viewing, 'actor' | 'campaign'>,
  id: string,
): Promise<ItemRow> {
  const text = `SELECT ${itemColumns} FROM ${itemTables} WHERE i.campaign = $1 AND i.id = $2`;
  const { rows } = await withActor(parts.pool, actorSetting(actor), (client) => client.query<ItemRow>(text, [campaign.id, id]));
  if (rows[0] === undefined) throw new Refusal('not_found');
  return rows[0];
}

/** Everything the item's page shows. */
export async function itemPageOf(parts: Parts, viewing: Viewing, id: string): Promise<LedgerItemPage> {
  const row = await readItem(parts, viewing, id);
  const { life } = row;
  const [messages, history, unacknowledged] = await Promise.all([
    readMessages(parts, viewing, id),
    readHistory(parts, viewing, id, 'item'),
    unacknowledgedRungs(parts, viewing, life),
  ]);
  return {
    item: {
      ...ledgerRow(row, viewing),
      source: row.source,
      batch: row.batch,
      recurrenceOf: row.recurrenceOf,
      doubts: row.doubts.map((code) => doubtText(code)),
      revision: life.revision,
      assignedAt: life.assignedAt,
      measured: life.measured,
      submittedAt: life.submittedAt,
      verifiedAt: life.verification?.at ?? null,
      endedAt: life.endedAt,
      extension: life.extension && { requestedAt: life.extension.requestedAt, until: life.extension.until },
      unacknowledged,
    },
    messages,
    history,
    may: possibilities(viewing, life),
  };
}

/** Every command of people, whether the actor may give it now, and where to post it. */
export function possibilities({ actor }: Pick<Viewing, 'actor'>, life: LedgerItem): Possibility[] {
  return itemPaths.map(({ action, path }) => {
    const code = mayNot(actor, action, life);
    return { action, path: `/api/ledger-items/${life.id}/${path}`, allowed: code === null, reason: code === null ? null : failureOf(code) };
  });
}

/** Escalations that have gone and that somebody may still acknowledge. */
export async function unacknowledgedRungs(
  parts: Pick<Parts, 'pool'>,
  { campaign, now }: Pick<Viewing, 'campaign' | 'now'>,
  life: LedgerItem,
): Promise<string[]> {
  if (!itemActions.acknowledge.from.includes(life.status)) return [];
  const rules = await rulesOf(parts.pool, campaign.id, life.difficulty, life.rulesVersion);
  return agenda(clockState(life), rules.ladder, calendarOf(rules))
    .filter((entry) => entry.kind === 'escalation' && entry.at <= now && !life.acknowledged.includes(entry.rung))
    .map((entry) => entry.rung);
}

interface MessageRow extends Omit<AgendaEntry, 'to'> {
  roles: string[];
  claimed: boolean;
  unreached: boolean;
  unsent: number;
  failed: number;
  sentAt: number | null;
  late: boolean | null;
}

/** Everything said and to be said about a subject, and what became of it. */
export async function readMessages(parts: Pick<Parts, 'pool'>, { actor, campaign }: Viewing, id: string): Promise<MessageView[]> {
  const text = `SELECT a.at, a.rung, a.kind, a.roles, a.channel, a.stopped_by AS "stoppedBy", a.urgent, a.claimed_at IS NOT NULL AS claimed, a.unreached,
      count(*) FILTER (WHERE d.state IN ('pending', 'sending')) AS unsent, count(*) FILTER (WHERE d.state = 'failed') AS failed,
      max(d.sent_at) AS "sentAt", bool_or(d.late) AS late
    FROM agenda a
    LEFT JOIN delivery_line l ON l.subject = a.subject AND l.arm_revision = a.arm_revision AND l.rung = a.rung AND l.channel = a.channel AND NOT l.dropped
    LEFT JOIN delivery d ON d.id = l.delivery AND d.state <> 'replaced'
    WHERE a.subject = $1 GROUP BY a.subject, a.arm_revision, a.rung, a.channel ORDER BY a.at, a.rung`;
  const { rows } = await withActor(parts.pool, actorSetting(actor), (client) => client.query<MessageRow>(text, [id]));
  return rows.map(({ roles, claimed, unreached, unsent, failed, ...row }) => ({
    ...row,
    to: roles.map((role) => campaign.role(role)),
    state: !claimed ? 'planned' : unreached ? 'unreached' : failed > 0 ? 'failed' : unsent > 0 || row.sentAt === null ? 'sending' : 'sent',
    late: row.late === true,
  }));
}

/** What was done to a subject, newest first. */
export async function readHistory(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Viewing,
  id: string,
  of: AuditedSubject,
): Promise<LedgerItemPage['history']> {
  const text = `SELECT a.at, a.actor, a.role, a.action, a.result, a.detail, coalesce(u.name, p.name) AS by
    FROM audit a LEFT JOIN "user" u ON u.id = a.actor LEFT JOIN person p ON 'person:' || p.id = a.actor
    WHERE a.subject = $1 ORDER BY a.seq DESC LIMIT 500`;
  const { rows } = await withActor(parts.pool, actorSetting(actor), (client) => client.query<AuditedAct>(text, [id]));
  return rows.map((row) => historyEntry(row, { showPhones: needsPhones(actor), names: campaign, of }));
}

function doubtText(code: string): LedgerItemPage['item']['doubts'][number] {
  const known: Record<string, [string, string]> = {
    institution_missing: ['台账没有填写机构名称，请更正。', 'The ledger names no institution: correct it.'],
    responsible_missing: [
      '台账没有填写责任人，提醒发给县区联系人。',
      "The ledger names no responsible person: reminders go to the county's contact.",
    ],
  };
  const [zh, en] = known[code] ?? [code, code];
  return { column: null, code, zh, en };
}
