import type { Pool } from 'pg';
import { agenda, type AgendaEntry } from '../domain/agenda.ts';
import type { Moment } from '../domain/calendar.ts';
import type { clockState } from '../domain/ledger-item.ts';
import { receipt, type Receipt } from '../domain/receipt.ts';
import { checkReferences } from './references.ts';
import { calendarOf, latestRules, rulesOf } from './rules.ts';
import type { KindName, Life, OrderFor, SubjectKind } from './subject-kind.ts';

/** What a command makes of a subject; nothing of it is written yet. */
export interface Decision<K extends KindName> {
  next: Life<K>;
  /** Null: it stays as it is, and need not be written again. */
  agenda: AgendaEntry[] | null;
  receipt: Receipt;
}

/** A subject as it was found, and with whose eyes. */
interface Given<K extends KindName> {
  life: Life<K>;
  campaign: string;
  as: string;
}

/**
 * Decides an order on the subject as it was found, under the rules it lives by or is moved to.
 * @throws DomainError with the code of the rule that refuses
 */
export async function decideOn<K extends KindName>(
  kind: SubjectKind<K>,
  pool: Pool,
  { command, actor }: OrderFor<K>,
  { life, campaign, as }: Given<K>,
  now: Moment,
): Promise<Decision<K>> {
  const before = await rulesOf(pool, campaign, kind.rulesKey(life), life.rulesVersion);
  const newKey = kind.newRulesKey(command);
  const rules = newKey === null ? before : await latestRules(pool, campaign, newKey);
  const calendar = calendarOf(rules);
  // Whoever may not give the command does not learn whom and what there is.
  if (kind.mayNot(actor, command, life) === null) await checkReferences(pool, command, { as, campaign, unit: kind.unit(life) });
  const next = kind.decide(life, command, actor, { now, calendar, rules });
  const [stood, stands] = [kind.clock(life), kind.clock(next)];
  const planned = agenda(stands, rules.ladder, calendar);
  const keepsArm = next.armRevision === life.armRevision;
  const keepsAgenda = keepsArm && isSameForTheClock(stood, stands);
  const replaced = keepsAgenda ? planned : agenda(stood, before.ladder, calendarOf(before));
  return { next, agenda: keepsAgenda ? null : planned, receipt: receipt(replaced, planned, now, keepsArm) };
}

function isSameForTheClock(before: ReturnType<typeof clockState>, after: ReturnType<typeof clockState>): boolean {
  const blind = { generation: 0, revision: 0 };
  return JSON.stringify({ ...before, ...blind }) === JSON.stringify({ ...after, ...blind });
}
