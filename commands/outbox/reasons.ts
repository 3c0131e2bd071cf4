import type pg from 'pg';
import { agenda } from '../../domain/agenda.ts';
import { makeCalendar, type Calendar } from '../../domain/calendar.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { obligationClock, type Obligation } from '../../domain/obligation.ts';
import { isInstruction, type Chased, type Rules } from '../../domain/subject.ts';

interface LineRow {
  key: string;
  subject: string;
  armRevision: number;
  rung: string;
  item: LedgerItem | null;
  obligation: Obligation | null;
  rules: Rules | null;
}

/**
 * Keys of a delivery's lines whose subject, as it stands, would no longer say them: it was closed, submitted, given
 * another deadline, signed, acknowledged. An instruction is told until its item is over. A subject this cannot be worked out for
 * keeps its lines.
 */
export async function linesWithoutReason(client: pg.PoolClient, delivery: string): Promise<Set<string>> {
  const { rows } = await client.query<LineRow>(
    `SELECT l.key, l.subject, l.arm_revision AS "armRevision", l.rung, i.life AS item, o.life AS obligation, r.rules
     FROM delivery_line l
     LEFT JOIN ledger_item i ON i.id = l.subject
     LEFT JOIN obligation o ON o.id = l.subject
     LEFT JOIN rules r ON r.campaign = l.campaign AND r.key = coalesce(i.difficulty, 'obligation:' || o.key)
       AND r.version = (coalesce(i.life, o.life) ->> 'rulesVersion')::int
     WHERE l.delivery = $1 AND NOT l.dropped`,
    [delivery],
  );
  const calendars = new Map<string, Calendar>();
  const spoken = new Map<string, Set<string>>();
  return new Set(rows.filter((row) => !stillSaid(row, calendars, spoken)).map((row) => row.key));
}

function stillSaid(
  { subject, armRevision, rung, item, obligation, rules }: LineRow,
  calendars: Map<string, Calendar>,
  spoken: Map<string, Set<string>>,
): boolean {
  const chased: Chased | null = item ? clockState(item) : obligation && obligationClock(obligation);
  if (!chased || !rules) return true;
  if (isInstruction({ rung })) return chased.standing !== 'over';
  if (chased.armRevision !== armRevision) return false;
  let rungs = spoken.get(subject);
  if (!rungs) {
    const key = `${rules.key}|${rules.version}`;
    const calendar = calendars.get(key) ?? makeCalendar(rules.calendar);
    calendars.set(key, calendar);
    rungs = new Set(agenda(chased, rules.ladder, calendar).map((entry) => entry.rung));
    spoken.set(subject, rungs);
  }
  return rungs.has(rung);
}
