import fc from 'fast-check';
import type { Actor } from '../../domain/actor.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { coordinator, director, engine, leader, officer } from './item.ts';
import type { classes } from '../support/rules.ts';

export type ClassKey = keyof typeof classes;

/** A command somebody tries to give, some minutes after the last; whether it is allowed is for the rules to say. */
export interface Attempt {
  afterMinutes: number;
  actor: Actor;
  command: ItemCommand;
}

const day = fc.integer({ min: 0, max: 210 }).map((n) => new Date(Date.parse('2023-06-01') + n * 86_400_000).toISOString().slice(0, 10));
const rung = (key: string) => fc.constantFrom(1, 2, 3, 4, 5, 6, 8).map((offset) => `${key}:+${offset}`);

/** Commands of every kind by the people who may give them, so that most sequences get somewhere. */
function attempt(key: ClassKey): fc.Arbitrary<Attempt> {
  const by = (actor: Actor, command: fc.Arbitrary<ItemCommand>) => command.map((one) => ({ actor, command: one }));
  const constant = (command: ItemCommand) => fc.constant(command);
  const given = fc.oneof(
    { arbitrary: by(coordinator, constant({ action: 'assign' })), weight: 3 },
    { arbitrary: by(officer, constant({ action: 'sign' })), weight: 2 },
    { arbitrary: by(officer, constant({ action: 'planMeasures', measure: '整改' })), weight: 3 },
    { arbitrary: by(officer, constant({ action: 'submit', note: '已改', evidence: [] })), weight: 3 },
    { arbitrary: by(coordinator, constant({ action: 'verify', note: '属实' })), weight: 1 },
    {
      arbitrary: by(
        coordinator,
        fc.option(day, { nil: undefined }).map((due) => ({ action: 'returnItem', reason: '不实', ...(due === undefined ? {} : { due }) })),
      ),
      weight: 3,
    },
    {
      arbitrary: by(
        officer,
        day.map((until) => ({ action: 'requestExtension', until, reason: '采购' })),
      ),
      weight: 3,
    },
    {
      arbitrary: by(
        coordinator,
        fc.boolean().map((approved) => ({ action: 'decideExtension', approved, reason: '研究' })),
      ),
      weight: 3,
    },
    {
      arbitrary: by(
        coordinator,
        fc.constantFrom('weihui', 'yanjin').map((county) => ({ action: 'transfer', county, reason: '属地' })),
      ),
      weight: 1,
    },
    {
      arbitrary: by(
        leader,
        fc.boolean().map((urgent) => ({ action: 'instruct', text: '从严', urgent })),
      ),
      weight: 2,
    },
    {
      arbitrary: by(
        coordinator,
        rung(key).map((name) => ({ action: 'acknowledge', rung: name })),
      ),
      weight: 3,
    },
    { arbitrary: by(director, constant({ action: 'chase' })), weight: 2 },
    { arbitrary: by(coordinator, constant({ action: 'handOver', responsible: 'p2', reason: '调岗' })), weight: 1 },
    { arbitrary: by(coordinator, constant({ action: 'correct', content: {} })), weight: 1 },
    { arbitrary: by(coordinator, constant({ action: 'void', reason: '重复' })), weight: 1 },
    { arbitrary: by(coordinator, constant({ action: 'close', note: '销号', verified: true })), weight: 1 },
    { arbitrary: by(engine, constant({ action: 'markLate' })), weight: 1 },
    {
      arbitrary: by(
        engine,
        rung(key).map((name) => ({ action: 'escalate', rung: name })),
      ),
      weight: 1,
    },
  ) as fc.Arbitrary<Pick<Attempt, 'actor' | 'command'>>;
  return fc
    .record({ afterMinutes: fc.oneof(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 20_000 })), given })
    .map(({ afterMinutes, given: one }) => ({ afterMinutes, ...one }));
}

export interface Life {
  key: ClassKey;
  /** Minutes after 1 June 2023, 00:00 in Shanghai. */
  startMinute: number;
  attempts: Attempt[];
}

export const lives: fc.Arbitrary<Life> = fc.constantFrom<ClassKey>('general', 'complex', 'difficult').chain((key) =>
  fc.record({
    key: fc.constant(key),
    startMinute: fc.integer({ min: 0, max: 200 * 1440 }),
    attempts: fc.array(attempt(key), { minLength: 4, maxLength: 25 }),
  }),
);
