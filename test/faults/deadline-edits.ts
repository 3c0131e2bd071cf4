import { setTimeout as pause } from 'node:timers/promises';
import { agenda } from '../../domain/agenda.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { execute } from '../../commands/execute.ts';
import { coordinator, officer } from '../support/campaign.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { rulesByKey } from './expected.ts';
import type { Random } from './random.ts';
import { minutesAfter, openScene, type Scene } from './scene.ts';

const mornings = ['2023-07-17', '2023-07-18', '2023-07-19', '2023-07-20', '2023-07-21', '2023-07-24', '2023-07-25', '2023-07-26'];
const roundsAMorning = 4;
const editorsAtOnce = 6;
const dayMs = 86_400_000;

/** A state that an item was given: current at some moment between `began` and the `committed` of the next. Places in the order of events. */
interface Version {
  life: LedgerItem;
  began: number;
  committed: number;
}

/** A round of the postman: what it read was current at some moment from `began` to `claimed`. */
interface Round {
  now: Moment;
  began: number;
  claimed: number;
}

/** Deadlines moved by random commands while the postman claims their reminders, interleaved as it comes. */
export async function raceEdits(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-14T10:00');
  try {
    const race = new Race(scene, random);
    await race.enter(Math.ceil(sizes.edits / 5));
    for (const [index, morning] of mornings.entries()) {
      const edits = Math.floor(((index + 1) * sizes.edits) / mornings.length) - Math.floor((index * sizes.edits) / mornings.length);
      await Promise.all([race.rounds(`${morning}T09:00`), race.edit(edits)]);
    }
    return await race.judge();
  } finally {
    await scene.close();
  }
}

class Race {
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #versions = new Map<string, Version[]>();
  readonly #rounds: Round[] = [];
  readonly #busy = new Set<string>();
  #events = 0;
  #changed = 0;

  constructor(scene: Scene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  async enter(items: number): Promise<void> {
    await this.#scene.enterSome(this.#random, items);
    const { rows } = await this.#scene.owner.query<{ life: LedgerItem }>('SELECT life FROM ledger_item ORDER BY number');
    for (const { life } of rows) this.#versions.set(life.id, [{ life, began: 0, committed: 0 }]);
  }

  /** The morning's rounds, a minute of virtual time apart, each held up for a moment where it has claimed. */
  async rounds(morning: string): Promise<void> {
    for (let minute = 0; minute < roundsAMorning; minute++) {
      await pause(this.#random.below(40));
      this.#scene.setNow(minutesAfter(morning, minute));
      const round: Round = { now: this.#scene.deps.now(), began: this.#next(), claimed: Infinity };
      await this.#scene.tick({
        at: async (point) => {
          if (point !== 'claimed') return;
          round.claimed = this.#next();
          await pause(this.#random.below(30));
        },
      });
      if (round.claimed === Infinity) round.claimed = this.#next();
      this.#rounds.push(round);
    }
  }

  async edit(count: number): Promise<void> {
    let left = count;
    const editor = async () => {
      while (left > 0) {
        left -= 1;
        await pause(this.#random.below(30));
        await this.#editOne();
      }
    };
    await Promise.all(Array.from({ length: editorsAtOnce }, editor));
  }

  async #editOne(): Promise<void> {
    const idle = [...this.#versions.keys()].filter((id) => !this.#busy.has(id));
    const id = this.#random.pick(idle);
    const versions = this.#versions.get(id) ?? [];
    const life = versions.at(-1)?.life;
    if (!life) return;
    this.#busy.add(id);
    const command = movesDeadline(this.#random, life, this.#scene.deps.now());
    const actor = command.action === 'requestExtension' || command.action === 'submit' ? officer(life.county) : coordinator;
    const began = this.#next();
    const answer = await execute(this.#scene.deps, { id: this.#random.uuid(), subject: id, actor, command });
    if (answer.outcome === 'done') {
      this.#changed += 1;
      versions.push({ life: answer.item, began, committed: this.#next() });
    }
    this.#busy.delete(id);
  }

  #next(): number {
    this.#events += 1;
    return this.#events;
  }

  async judge(): Promise<Outcome> {
    const { rows: lines } = await this.#scene.owner.query<{ subject: string; arm: number; rung: string; frozen: Moment; key: string }>(
      `SELECT l.subject, l.arm_revision AS arm, l.rung, d.frozen_at AS frozen, l.key FROM delivery_line l JOIN delivery d ON d.id = l.delivery`,
    );
    const rules = rulesByKey(this.#scene);
    const calendar = makeCalendar(this.#scene.plan.calendar);
    const said = ({ life }: Version, now: Moment) => {
      const ladder = rules.get(life.difficulty)?.ladder;
      const entries = ladder ? agenda(clockState(life), ladder, calendar).filter(({ at }) => at <= now) : [];
      return entries.map(({ rung }) => `${life.id} ${life.armRevision} ${rung}`);
    };
    const stale = lines.filter(({ subject, arm, rung, frozen }) => {
      const round = this.#rounds.find(({ now }) => now === frozen);
      const current = round ? currentIn(round, this.#versions.get(subject) ?? []) : [];
      return !current.some((version) => said(version, frozen).includes(`${subject} ${arm} ${rung}`));
    });
    const told = new Map(lines.map(({ subject, arm, rung, frozen }) => [`${subject} ${arm} ${rung}`, frozen]));
    const missing = this.#rounds.flatMap((round) =>
      [...this.#versions.values()].flatMap((versions) => {
        const steady = versions.find(({ committed }, index) => {
          const next = versions[index + 1];
          return committed < round.began && (next === undefined || next.began > round.claimed);
        });
        return steady ? said(steady, round.now).filter((what) => (told.get(what) ?? Infinity) > round.now) : [];
      }),
    );
    const received = new Set(this.#scene.smtp.received.flatMap(({ keys }) => keys));
    const unsent = lines.filter(({ key }) => !received.has(key));
    const ids = this.#scene.smtp.received.map(({ messageId }) => messageId);
    const named = ({ subject, arm, rung }: (typeof lines)[number]) => `${subject} ${arm} ${rung}`;
    return {
      figures: {
        'deadlines moved': this.#changed,
        rounds: this.#rounds.length,
        lines: lines.length,
        stale: stale.length,
        'wrongly missing': missing.length,
        'frozen and not received': unsent.length,
        'messages again': ids.length - new Set(ids).size,
      },
      broken: [
        ...complaints('stale', stale.map(named)),
        ...complaints('wrongly missing', missing),
        ...complaints('frozen and not received', unsent.map(named)),
        ...(ids.length > new Set(ids).size ? ['a message came twice'] : []),
      ],
    };
  }
}

function currentIn(round: Round, versions: Version[]): Version[] {
  return versions.filter((version, index) => {
    const next = versions[index + 1];
    return version.began < round.claimed && (next === undefined || next.committed > round.began);
  });
}

/** A command that begins the item's ladder anew, or what leads to one. */
function movesDeadline(random: Random, life: LedgerItem, now: Moment): ItemCommand {
  const later = new Date(Math.max(now, Date.parse(life.due ?? '2023-07-17')) + (1 + random.below(20)) * dayMs).toISOString().slice(0, 10);
  const reason = '改期';
  if (life.status === 'submitted') return { action: 'returnItem', reason, due: later };
  if (life.extension) return { action: 'decideExtension', approved: random.chance(0.85), reason };
  const elsewhere = ['general', 'complex', 'difficult'].filter((key) => key !== life.difficulty);
  return random.pick<ItemCommand>([
    { action: 'requestExtension', until: later, reason },
    { action: 'reclassify', difficulty: random.pick(elsewhere), reason },
    { action: 'submit', note: '已整改', evidence: [] },
  ]);
}
