import { agenda } from '../../domain/agenda.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import { rulesOfClass, rulesOfObligation } from '../../domain/rules.ts';
import type { Rules } from '../../domain/subject.ts';
import { readDirectory } from '../../commands/outbox/campaigns.ts';
import { lineKey } from '../../commands/outbox/keys.ts';
import type { ReceivedMail } from '../support/scripted-smtp.ts';
import type { Stage } from '../support/campaign.ts';
import { subjectOf, type SubjectRow } from '../support/kinds.ts';

/** Rules of every class and of everything that units owe by the stage's plan, as its items and obligations carry them. */
export function rulesByKey({ plan }: Pick<Stage, 'plan'>): Map<string, Rules> {
  const ofClasses = plan.difficulties.map((difficulty) => rulesOfClass(plan, difficulty, 1));
  const ofObligations = plan.obligations.map((rule) => rulesOfObligation(plan, rule, 1));
  return new Map([...ofClasses, ...ofObligations].map((rules) => [rules.key, rules]));
}

/** Both tables that states are kept in, and not the view of them: what it leaves out would be missed by nobody. */
const subjects = `(
  SELECT 'item' AS kind, id, life, 'item ' || number AS called, responsible_name AS name FROM ledger_item WHERE NOT declared
  UNION ALL SELECT 'obligation', id, life, unit || ' ' || key, NULL FROM obligation) AS s`;

/**
 * Keys of everything that people must have been told by now, worked out from the states of items and obligations by the pure agenda and
 * directory, without looking at the agenda's, claims' or deliveries' rows. Each with words that say what it is.
 */
export function expectedKeys(stage: ToldStage): Promise<Map<string, string>> {
  return keysOf(stage, `SELECT kind, life, called, name, NULL AS until FROM ${subjects} ORDER BY called`);
}

/**
 * Keys of everything that was due under a state that an item or obligation has had, for as long as it had it: what may rightly have left
 * before a change took its reason away, by the audit trail's states and the pure agenda and directory.
 */
export function keysOnceDue(stage: ToldStage): Promise<Map<string, string>> {
  return keysOf(
    stage,
    `SELECT kind, a.life, called, name, lead(a.at) OVER (PARTITION BY a.subject ORDER BY a.seq) AS until
     FROM audit a JOIN ${subjects} ON s.id::text = a.subject WHERE a.result = 'done' AND a.life IS NOT NULL`,
  );
}

type ToldStage = Pick<Stage, 'plan' | 'owner' | 'deps'>;

type State = SubjectRow & { called: string; name: string | null; until: Moment | null };

/** @param states rows of kind, life, words for the subject, name of who is responsible, and until when it stood so: null for what still stands */
async function keysOf(stage: ToldStage, states: string): Promise<Map<string, string>> {
  const rules = rulesByKey(stage);
  const calendar = makeCalendar(stage.plan.calendar);
  const now = stage.deps.now();
  const client = await stage.owner.connect();
  try {
    const directory = await readDirectory(client, stage.plan.id, calendar.dayOf(now));
    const { rows } = await client.query<State>(states);
    const keys = new Map<string, string>();
    for (const { called, name, until, ...row } of rows) {
      const { id, unit, responsible, rulesKey, clock } = subjectOf(row);
      const own = rules.get(rulesKey);
      if (!own) throw new Error(`no rules for ${rulesKey}`);
      for (const entry of agenda(clock, own.ladder, calendar).filter(({ at }) => at <= (until ?? now))) {
        const line = { subject: id, armRevision: clock.armRevision, rung: entry.rung, channel: entry.channel };
        for (const { person } of directory.resolve({ unit, responsible, responsibleName: name }, entry.to).recipients) {
          keys.set(lineKey(line, person.id), `${called} ${entry.rung} to ${person.name}`);
        }
      }
    }
    return keys;
  } finally {
    client.release();
  }
}

/** Expected keys against what a mail server has received. */
export interface Reckoning {
  expected: number;
  messages: number;
  lost: string[];
  /** Received though nobody had to be told, now or before a change. */
  stray: string[];
  /** Messages that came again, beyond the first of each Message-ID. */
  again: number;
  /** Keys that came under two Message-IDs: told twice, for no mailbox joins these. */
  twice: string[];
}

/** @param once what was rightly told before a change took its reason away; nothing, where nothing has changed */
export function reckon(expected: Map<string, string>, received: ReceivedMail[], once: Map<string, string> = new Map()): Reckoning {
  const idsOf = new Map<string, Set<string>>();
  for (const { keys, messageId } of received) {
    for (const key of keys) idsOf.set(key, (idsOf.get(key) ?? new Set()).add(messageId));
  }
  const named = (key: string) => expected.get(key) ?? key;
  return {
    expected: expected.size,
    messages: received.length,
    lost: [...expected.keys()].filter((key) => !idsOf.has(key)).map(named),
    stray: [...idsOf.keys()].filter((key) => !expected.has(key) && !once.has(key)),
    again: received.length - new Set(received.map(({ messageId }) => messageId)).size,
    twice: [...idsOf].filter(([, ids]) => ids.size > 1).map(([key]) => named(key)),
  };
}
