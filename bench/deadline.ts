import type { Moment } from '../domain/calendar.ts';
import { wakeOpenSubjects } from '../commands/advance-clock.ts';
import { mailFolder } from '../platform/embedded/mailbox.ts';
import { listMail } from '../platform/embedded/mail-store.ts';
import { countOf, rowsOf, untilTold } from './support/counts.ts';
import { atMost, type Figure } from './support/figure.ts';
import { importAll, madeLedgers, nameResponsible } from './support/ledgers.ts';
import { timed, until } from './support/measure.ts';
import { say } from './support/say.ts';
import type { Stage } from './support/stage.ts';

/** The evening before: opening letters leave on the 13th, and nothing but the deadline's reminders on the 14th. */
export const eveningBefore = '2023-07-12T19:00';
const local = (text: string): Moment => Date.parse(`${text}:00+08:00`);
const minuteMs = 60_000;

/** (c) Items with one deadline: the postman's own process on its own schedule, a real SMTP server, and the real worker. */
export async function deadline(stage: Stage, count: number): Promise<Figure[]> {
  return [await digested(stage, count), await known(stage, count)];
}

/** Letters leave while the workflows still follow the import: the machine is as busy as it can be. */
export async function digested(stage: Stage, count: number): Promise<Figure> {
  await nameResponsible(stage);
  stage.run('worker');
  stage.run('postman');
  say(`deadline: ${count} items`);
  await importAll(stage, madeLedgers(stage, count, 'complex', 'deadline'));
  say('deadline: the first letters leave while the workflows still follow');
  await stage.setNow(local('2023-07-13T09:00'));
  await untilAllSent(stage);
  say('deadline: waiting for the minute');
  const before = (await letters(stage)).length;
  const minute = Math.ceil((Date.now() + 15_000) / minuteMs) * minuteMs;
  const opening = local('2023-07-14T09:00');
  await stage.setNow(opening - (minute - Date.now()));
  await until('the minute', () => Promise.resolve(Date.now() >= minute), 20);
  const due = await countOf(stage, `agenda WHERE at = '${new Date(opening).toISOString()}'`);
  await untilAllSent(stage);
  const sent = (await letters(stage)).slice(before);
  const last = Math.max(...sent.map(({ at }) => at)) - minute;
  const beside = `${due} reminders in ${sent.length} letters`;
  const what = `${count} items with one deadline: last digest accepted after the minute`;
  return { section: 'c', what, value: last / 1000, unit: 's', beside, target: atMost(60) };
}

async function known(stage: Stage, count: number): Promise<Figure> {
  say('deadline: waiting for the workflows, then it passes and each is told');
  await untilTold(stage);
  await stage.setNow(local('2023-07-16T12:00'));
  const { seconds, result: unmarked } = await timed(() => untilMarked(stage));
  const what = 'until every workflow knows that it has passed and has marked its item';
  const all = unmarked === 0 ? '' : `ONLY ${count - unmarked} OF ${count} BY THEN; `;
  const beside = `${all}${Math.round((count - unmarked) / seconds)} items/s; spread over six hours in life`;
  return { section: 'c', what, value: seconds, unit: 's', beside };
}

/** Waits until nothing is due and every letter was taken. */
async function untilAllSent(stage: Stage): Promise<void> {
  const text = `SELECT (SELECT count(*) FROM agenda WHERE claimed_at IS NULL AND at <= to_timestamp($1 / 1000.0))
    + (SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending')) AS waiting`;
  await until('every letter to be sent', async () => {
    const [row] = await rowsOf<{ waiting: number }>(stage, text, [stage.deps.now()]);
    return row?.waiting === 0;
  });
}

const longestMarking = 1_800;

/** How many were not marked when all were, or when it took too long to wait for. */
async function untilMarked(stage: Stage): Promise<number> {
  await wakeOpenSubjects(stage.engine);
  const unmarked = () => countOf(stage, 'ledger_item WHERE NOT late');
  const began = performance.now();
  await until('items to be marked late', async () => (performance.now() - began) / 1000 > longestMarking || (await unmarked()) === 0, 500);
  return unmarked();
}

async function letters(stage: Stage) {
  return listMail(mailFolder(stage.config.dataFolder));
}
