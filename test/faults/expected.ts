import { agenda } from '../../domain/agenda.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { rulesOfClass } from '../../domain/rules.ts';
import type { Rules } from '../../domain/subject.ts';
import { readDirectory } from '../../commands/outbox/campaigns.ts';
import { lineKey } from '../../commands/outbox/keys.ts';
import type { ReceivedMail } from '../support/scripted-smtp.ts';
import type { Stage } from '../support/campaign.ts';

/** Rules of every class of the stage's plan, as its items carry them. */
export function rulesByKey({ plan }: Pick<Stage, 'plan'>): Map<string, Rules> {
  return new Map(plan.difficulties.map((difficulty) => [difficulty.key, rulesOfClass(plan, difficulty, 1)]));
}

/**
 * Keys of everything that people must have been told by now, worked out from the items' states by the pure agenda and
 * directory, without looking at the agenda's, claims' or deliveries' rows. Each with words that say what it is.
 */
export function expectedKeys(stage: ToldStage): Promise<Map<string, string>> {
  return keysOf(stage, `SELECT life, number, responsible_name AS name, NULL AS until FROM ledger_item WHERE NOT declared ORDER BY number`);
}

/**
 * Keys of everything that was due under a state an item has had, for as long as it had it: what may rightly have left before a change took
 * its reason away, by the audit trail's states and the pure agenda and directory.
 */
export function keysOnceDue(stage: ToldStage): Promise<Map<string, string>> {
  return keysOf(
    stage,
    `SELECT a.life, i.number, i.responsible_name AS name, lead(a.at) OVER (PARTITION BY a.subject ORDER BY a.seq) AS until
     FROM audit a JOIN ledger_item i ON i.id::text = a.subject WHERE a.result = 'done' AND a.life IS NOT NULL AND NOT i.declared`,
  );
}

type ToldStage = Pick<Stage, 'plan' | 'owner' | 'deps'>;

/** @param states as rows of life, number, name and the moment until which it stood, null for one that still stands */
async function keysOf(stage: ToldStage, states: string): Promise<Map<string, string>> {
  const rules = rulesByKey(stage);
  const calendar = makeCalendar(stage.plan.calendar);
  const now = stage.deps.now();
  const client = await stage.owner.connect();
  try {
    const directory = await readDirectory(client, stage.plan.id, calendar.dayOf(now));
    const { rows } = await client.query<{ life: LedgerItem; number: number; name: string | null; until: Moment | null }>(states);
    const keys = new Map<string, string>();
    for (const { life, number, name, until } of rows) {
      const own = rules.get(life.difficulty);
      if (!own) throw new Error(`no rules for ${life.difficulty}`);
      for (const entry of agenda(clockState(life), own.ladder, calendar).filter(({ at }) => at <= (until ?? now))) {
        const line = { subject: life.id, armRevision: life.armRevision, rung: entry.rung, channel: entry.channel };
        const concern = { unit: life.county, responsible: life.responsible, responsibleName: name };
        for (const { person } of directory.resolve(concern, entry.to).recipients) {
          keys.set(lineKey(line, person.id), `item ${number} ${entry.rung} to ${person.name}`);
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
