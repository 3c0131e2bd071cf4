import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DateTime } from 'luxon';
import type { Pool } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { engine } from '../commands/actors.ts';
import { readOffset } from '../commands/clock.ts';
import { inventDirectory, inventResponsible } from '../commands/demo.ts';
import { importLedger } from '../commands/import-ledger.ts';
import { launch, LaunchRefused, type Launched } from '../commands/launch.ts';
import type { LedgerReading } from '../documents/ledger/reading.ts';
import { readLedgerSafely } from '../documents/read-in-child.ts';
import { loadPlan } from '../plans/load.ts';
import { unknownYears } from '../plans/unknown-years.ts';
import { inputFault } from '../platform/fault.ts';
import { isOutside } from '../platform/loopback.ts';
import { projectFolder } from '../platform/root.ts';
import type { Say } from '../platform/say.ts';

/** What a start is to run. Without a plan of its own it is the demonstration that `plans/demo.json` names. */
export interface SetUpOptions {
  plan?: string | undefined;
  ledgers: string[];
  /** Local time in the plan's zone, `2023-07-13T08:55`, or with an offset. */
  at?: string | undefined;
  demo: boolean;
}

/** A start that has been read and checked, and has written nothing yet. */
export interface Prepared {
  plan: Plan;
  at: Moment | null;
  demo: boolean;
  ledgers: { file: string; hash: string; reading: LedgerReading }[];
}

/**
 * Reads and checks everything a start names, before anything is started or written.
 * @throws Fault naming every problem: the plan, a ledger, the time.
 */
export async function prepareSetUp(options: SetUpOptions): Promise<Prepared> {
  const example = JSON.parse(await readFile(join(projectFolder, 'plans', 'demo.json'), 'utf8')) as {
    plan: string;
    ledger: string;
    at: string;
  };
  const isExample = options.plan === undefined;
  const plan = await loadPlan(options.plan ?? join(projectFolder, 'plans', example.plan));
  refuseUnknownHolidays(plan);
  const files = isExample && options.ledgers.length === 0 ? [join(projectFolder, 'plans', example.ledger)] : options.ledgers;
  const time = options.at ?? (isExample ? example.at : undefined);
  const ledgers = await Promise.all(files.map((file) => readChecked(file, plan)));
  return { plan, at: time === undefined ? null : momentOf(time, plan), demo: options.demo || isExample || time !== undefined, ledgers };
}

/**
 * Makes the campaign and brings its ledgers in; what is there already stays as it is.
 * @param owner acts as the database's owner · @param pool acts as `duban_engine`
 */
export async function setUp(
  prepared: Prepared,
  { owner, pool, smtpUrl }: { owner: Pool; pool: Pool; smtpUrl: string | null },
  say: Say,
): Promise<Launched> {
  const { plan, at, demo, ledgers } = prepared;
  refuseOutsideMail(demo, smtpUrl);
  const launched = await launch(owner, plan, { at, demo, now: Date.now }).catch((error: unknown) => {
    throw error instanceof LaunchRefused ? refusal(error.code) : error;
  });
  refuseOutsideMail(launched.demo, smtpUrl);
  const offset = await readOffset(pool);
  const deps = { pool, now: () => Date.now() + offset };
  const campaign = launched.campaign;
  if (launched.demo && launched.isNew) await inventDirectory(deps, plan);
  for (const { file, hash, reading } of ledgers) {
    const names = reading.items.flatMap((item) => (item.responsible === null || item.done ? [] : [item.responsible]));
    if (launched.demo && reading.unitKey !== null) await inventResponsible(deps, campaign, reading.unitKey, names);
    const actor = { ...engine, role: 'coordinator' as const, id: 'set-up' };
    const { state, counts } = await importLedger(deps, reading, { campaign, actor, fileName: basename(file), fileHash: hash });
    if (state === 'unchanged') say(`${basename(file)}：已导入过，没有变化`, `${basename(file)}: imported before, unchanged`);
    else {
      const doubts = reading.problems.length;
      say(
        `${basename(file)}：${counts.rows} 行，登记 ${counts.entered}（在办 ${counts.open}，申报已完成 ${counts.declared}），疑点 ${doubts}`,
        `${basename(file)}: ${counts.rows} rows, ${counts.entered} entered (${counts.open} open, ${counts.declared} declared done), ${doubts} doubts`,
      );
    }
  }
  return launched;
}

/** Reminders of a year whose holidays nobody has given would leave on rest days. */
function refuseUnknownHolidays(plan: Plan): void {
  const years = unknownYears(plan);
  if (years.length === 0) return;
  throw inputFault(
    `不知道 ${years.join('、')} 年的节假日安排，不能启动；请在工作方案的 calendar.overrides 中写入放假和调休日期，并在 calendar.knownYears 中注明。`,
    `The holidays of ${years.join(', ')} are not known, so nothing is started: give them in the plan's calendar.overrides and name the year in calendar.knownYears.`,
  );
}

/** The demonstration's people are made up: nothing of it may reach a mail server that others use. */
export function refuseOutsideMail(demo: boolean, smtpUrl: string | null): void {
  if (!demo || smtpUrl === null || !isOutside(smtpUrl)) return;
  throw inputFault(
    '演示数据不能使用外部邮件服务器；请去掉 SMTP_URL，或用 --plan 启动正式的专项行动。',
    'A demonstration refuses an outside mail server: leave SMTP_URL out, or start a real campaign with --plan.',
  );
}

async function readChecked(file: string, plan: Plan): Promise<Prepared['ledgers'][number]> {
  const reading = await readLedgerSafely(file, plan);
  const faults = reading.problems.filter((problem) => problem.severity === 'fault');
  if (faults.length > 0) {
    const list = faults.map((fault) => `  ${file}:${fault.row ?? ''}: ${fault.column ?? ''}: ${fault.message}`).join('\n');
    throw inputFault(
      `台账有误，未导入任何内容：\n${list}`,
      'The ledger has faults (listed above); nothing was imported. Correct them and start again.',
    );
  }
  const hash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return { file, hash, reading };
}

function momentOf(text: string, plan: Plan): Moment {
  const parsed = DateTime.fromISO(text, { zone: plan.calendar.zone, setZone: false });
  if (!parsed.isValid)
    throw inputFault(
      `--at 不是时间：${text}，应写作 ${plan.starts}T09:00`,
      `--at is not a time: ${text}; write it as ${plan.starts}T09:00`,
    );
  return parsed.toMillis();
}

function refusal(code: LaunchRefused['code']) {
  return code === 'other_time'
    ? inputFault(
        '数据里的时钟已经在走，不能另设 --at；去掉 --at，或换一个数据目录（DUBAN_DATA）。',
        'The clock of this data is already running, another --at is refused: leave it out, or use another data folder (DUBAN_DATA).',
      )
    : inputFault(
        '数据目录里是另一个专项行动；换一个数据目录（DUBAN_DATA）。',
        'This data folder holds another campaign: use another one (DUBAN_DATA).',
      );
}
