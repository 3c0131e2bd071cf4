import { setTimeout as pause } from 'node:timers/promises';
import { agenda } from '../../domain/agenda.ts';
import { makeCalendar, type Day, type Moment } from '../../domain/calendar.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import type { Command, KindName, Life } from '../../commands/subject-kind.ts';
import { kinds, subjectOf } from '../support/kinds.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { rulesByKey } from './expected.ts';
import { giverOf } from './give-some.ts';
import type { Random } from './random.ts';
import { minutesAfter, openScene, type Scene } from './scene.ts';

const mornings = ['2023-07-17', '2023-07-18', '2023-07-19', '2023-07-20', '2023-07-21', '2023-07-24', '2023-07-25', '2023-07-26'];
const roundsAMorning = 4;
const editorsAtOnce = 6;
const dayMs = 86_400_000;
/** Obligations due later have nothing to say on these mornings. */
const dueBy = '2023-08-31';
const reason = '改期';

/** A state that an item or obligation was given: current at some moment between `began` and the `committed` of the next. Places in the order of events. */
interface Version<K extends KindName = KindName> {
  kind: K;
  life: Life<K>;
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
  const scene = await openScene('2023-07-14T10:00', { owing: { ...sizes.owing, dueBy } });
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
  readonly #changed: Record<KindName, number> = { item: 0, obligation: 0 };

  constructor(scene: Scene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  async enter(items: number): Promise<void> {
    await this.#scene.enterSome(this.#random, items);
    const text = `SELECT * FROM (SELECT 'item' AS kind, life FROM ledger_item UNION ALL SELECT 'obligation', life FROM obligation) AS s
      ORDER BY life ->> 'id'`;
    const { rows } = await this.#scene.owner.query<Pick<Version, 'kind' | 'life'>>(text);
    for (const row of rows) this.#versions.set(row.life.id, [{ ...row, began: 0, committed: 0 }]);
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

  /** Until so many are carried out: what is refused is not counted, and a submission or a return is always possible. */
  async edit(count: number): Promise<void> {
    let left = count;
    const editor = async () => {
      while (left > 0) {
        left -= 1;
        await pause(this.#random.below(30));
        if (!(await this.#editOne())) left += 1;
      }
    };
    await Promise.all(Array.from({ length: editorsAtOnce }, editor));
  }

  async #editOne(): Promise<boolean> {
    const idle = [...this.#versions.keys()].filter((id) => !this.#busy.has(id));
    const id = this.#random.pick(idle);
    const versions = this.#versions.get(id) ?? [];
    const latest = versions.at(-1);
    if (!latest) return false;
    this.#busy.add(id);
    const began = this.#next();
    const moved = await this.#move(latest);
    if (moved) {
      this.#changed[latest.kind] += 1;
      versions.push({ ...moved, began, committed: this.#next() });
    }
    this.#busy.delete(id);
    return moved !== null;
  }

  /** @returns null: the command was refused */
  async #move<K extends KindName>({ kind, life }: Version<K>): Promise<Pick<Version<K>, 'kind' | 'life'> | null> {
    const { unit, execute, done } = kinds[kind];
    const command = moves[kind](this.#random, life, this.#scene.deps.now());
    const actor = giverOf(command, unit(life), this.#scene);
    const moved = done(await execute(this.#scene.deps, { id: this.#random.uuid(), subject: life.id, actor, command }));
    return moved && { kind, life: moved };
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
    const said = (version: Version, now: Moment) => {
      const { id, clock, rulesKey } = subjectOf(version);
      const ladder = rules.get(rulesKey)?.ladder;
      const entries = ladder ? agenda(clock, ladder, calendar).filter(({ at }) => at <= now) : [];
      return entries.map(({ rung }) => `${id} ${clock.armRevision} ${rung}`);
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
        'changes of items that move deadlines': this.#changed.item,
        'of obligations': this.#changed.obligation,
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

/** A command that begins the ladder anew, or what leads to one. */
const moves: { [K in KindName]: (random: Random, life: Life<K>, now: Moment) => Command<K> } = {
  item: (random, life, now) => {
    if (life.status === 'submitted') return { action: 'returnItem', reason, due: later(random, life, now) };
    if (life.extension) return { action: 'decideExtension', approved: random.chance(0.85), reason };
    const elsewhere = ['general', 'complex', 'difficult'].filter((key) => key !== life.difficulty);
    return random.pick<ItemCommand>([
      { action: 'requestExtension', until: later(random, life, now), reason },
      { action: 'reclassify', difficulty: random.pick(elsewhere), reason },
      { action: 'submit', note: '已整改', evidence: [] },
    ]);
  },
  obligation: (random, life, now) => {
    if (life.status === 'submitted') return { action: 'return', reason, due: later(random, life, now) };
    if (life.extension) return { action: 'decideExtension', approved: random.chance(0.85), reason };
    return random.pick<Command<'obligation'>>([
      { action: 'requestExtension', until: later(random, life, now), reason },
      { action: 'submit', note: '已报', evidence: [] },
    ]);
  },
};

function later(random: Random, { due }: { due: Day | null }, now: Moment): Day {
  const from = Math.max(now, Date.parse(due ?? '2023-07-17'));
  return new Date(from + (1 + random.below(20)) * dayMs).toISOString().slice(0, 10);
}
