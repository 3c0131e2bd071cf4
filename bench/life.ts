import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { agenda } from '../domain/agenda.ts';
import { makeCalendar } from '../domain/calendar.ts';
import type { ItemCommand } from '../domain/decide.ts';
import { clockState } from '../domain/ledger-item.ts';
import { findProgram, TEST_SERVER } from '../platform/embedded/programs.ts';
import { projectFolder } from '../platform/root.ts';
import { sayNothing } from '../platform/say.ts';
import { county, ItemStage } from '../test/support/item-stage.ts';
import { moment, office } from '../test/support/subject-stage.ts';
import { quietRuntime } from '../test/support/time-skipping.ts';
import { atMost, type Figure } from './support/figure.ts';
import { say } from './support/say.ts';

const submit: ItemCommand = { action: 'submit', note: '已补齐', evidence: [] };

/** (b) What a standard life leaves in Temporal: assign, plan, submit, return, submit, verify and close, with four reminders passed on the way. */
export async function life(): Promise<Figure[]> {
  say('a standard life under time skipping');
  quietRuntime();
  const path = await findProgram(TEST_SERVER, join(projectFolder, '.duban', 'bin'), sayNothing);
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  try {
    const item = await ItemStage.open(env, { id: 'standard-life', difficulty: 'complex', at: '2023-06-26 10:00' });
    let figures: Figure[] = [];
    await item.play(async () => {
      await live(item);
      figures = await measured(item);
    });
    return figures;
  } finally {
    await env.teardown();
  }
}

async function live(item: ItemStage): Promise<void> {
  await item.give(office, { action: 'assign' });
  await item.until('2023-06-28 10:00');
  await item.give(county, { action: 'planMeasures', measure: '补齐档案' });
  await item.until('2023-07-13 17:00');
  if (remindersPassed(item) !== 4) throw new Error(`${remindersPassed(item)} reminders have passed, not four`);
  await item.give(county, submit);
  await item.until('2023-07-14 10:00');
  await item.give(office, { action: 'returnItem', reason: '材料不全' });
  await item.until('2023-07-17 10:00');
  await item.give(county, submit);
  await item.until('2023-07-18 10:00');
  await item.give(office, { action: 'close', note: '核查属实，予以销号', verified: true });
  await item.handle.result();
}

function remindersPassed(item: ItemStage): number {
  const rules = item.ledger.rulesOf(item.row);
  const entries = agenda(clockState(item.row), rules.ladder, makeCalendar(rules.calendar));
  return entries.filter(({ kind, at }) => kind === 'reminder' && at <= moment('2023-07-13 17:00')).length;
}

async function measured(item: ItemStage): Promise<Figure[]> {
  const history = await item.handle.fetchHistory();
  // The class of the protocol's message, which the client makes but does not export.
  const message = history.constructor as unknown as { encode(history: object): { finish(): Uint8Array } };
  const bytes = message.encode(history).finish().length;
  const events = history.events ?? [];
  const signals = events.filter((event) => event.workflowExecutionSignaledEventAttributes).length;
  const what = 'events of a standard life (six changes, four reminders, one return)';
  return [
    {
      section: 'b',
      what,
      value: events.length,
      unit: 'events',
      beside: `textbook 123, with local activities 68; ${signals} signals`,
      target: atMost(40),
    },
    { section: 'b', what: 'its history', value: bytes, unit: 'bytes', beside: 'textbook 22,900–26,150' },
  ];
}
