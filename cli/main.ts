import { Command, InvalidArgumentError, Option } from 'commander';
import type { RehearseOptions } from './rehearse.ts';
import type { StartOptions } from './start.ts';
import { told } from './told.ts';

/**
 * The `duban` command. Gives the exit code: 0 done, 1 the input is wrong, 2 the environment is. Each command is loaded when it is
 * used, so that reading a ledger does not wait for Temporal.
 * @param argv as in `process.argv`
 */
export async function main(argv: string[]): Promise<number> {
  let code = 0;
  const program = commands((result) => (code = result));
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    return told(error);
  }
}

function commands(done: (code: number) => void): Command {
  const program = new Command('duban')
    .description('督办：专项整治从部署到总结的持久引擎 · runs a special rectification campaign from launch to summary')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .helpCommand(false);

  const plan = program.command('plan').description('工作方案 · plans');
  plan
    .command('check <dir>')
    .description('检查工作方案 · check a plan')
    .option('--year <year>', '按另一年份检查 · as moved to this year', wholeNumber)
    .option('--json', '输出一个 JSON 对象 · print one JSON object')
    .action(async (dir: string, options: { year?: number; json?: boolean }) => {
      done(await (await import('./plan-check.ts')).planCheck(dir, options));
    });
  plan
    .command('schema')
    .description('输出工作方案的 JSON Schema，供编辑器检查 · print the JSON Schema of plans, for editors')
    .action(async () => {
      done((await import('./plan-schema.ts')).planSchema());
    });

  const ledger = program.command('ledger').description('问题台账 · ledgers');
  ledger
    .command('read <file>')
    .description('读取台账，列出将导入的内容和全部问题 · what would be imported, and every problem')
    .option('--plan <dir>', '工作方案（默认为参考方案）· the plan (the reference plan when not given)')
    .option('--json', '输出一个 JSON 对象 · print one JSON object')
    .action(async (file: string, options: { plan?: string; json?: boolean }) => {
      done(await (await import('./ledger-read.ts')).ledgerRead(file, options));
    });

  program
    .command('rehearse')
    .description('演练：列出每一条提醒和升级 · the book of every reminder and escalation')
    .requiredOption('--plan <dir>', '工作方案 · the plan')
    .option('--ledger <file...>', '台账，可多个 · ledgers')
    .option('--assume <how>', 'on-time | late | never')
    .option('--assigned <day>', '交办日期（默认为台账日期）· the day of assignment (the ledger’s date when not given)')
    .option('--proved', '由真实流程在时间跳跃下验证 · proved by the real workflows under time skipping')
    .option('--json', '输出一个 JSON 对象 · print one JSON object')
    .option('--html <file>', '写成网页 · write a page')
    .option('--xlsx <file>', '写成表格 · write a workbook')
    .action(async (options: RehearseOptions) => {
      done(await (await import('./rehearse.ts')).rehearse(options));
    });

  program
    .command('people')
    .description('人员名录 · the directory of people')
    .command('import <file>')
    .description('导入单位人员：姓名、职务、电话、邮箱、机器人 · people of units: name, duty, phone, e-mail, robot')
    .option('--json', '输出一个 JSON 对象 · print one JSON object')
    .action(async (file: string, options: { json?: boolean }) => {
      done(await (await import('./people-import.ts')).peopleImport(file, options));
    });

  program
    .command('clock')
    .description('演示时钟 · the demonstration’s clock')
    .command('set <time>')
    .description('向前拨到某时，如 2023-07-14T09:00 · moves it forward')
    .action(async (time: string) => {
      done(await (await import('./clock.ts')).clockSet(time));
    });

  program
    .command('export')
    .description('导出 · exports')
    .command('ledger <file>')
    .description('按方案的台账格式导出一个单位的台账 · a unit’s ledger in the plan’s form')
    .requiredOption('--county <unit>', '单位的名称或代号 · the unit’s name or key')
    .action(async (file: string, options: { county: string }) => {
      done(await (await import('./export-ledger.ts')).exportLedger(file, options));
    });

  program
    .command('doctor')
    .description('检查数据、日程、审计与流程是否一致 · looks for drift between rows, agenda, audit and workflows')
    .option('--repair', '修复能修复的 · mend what can be mended')
    .option(
      '--anchor <hash>',
      '另存的审计锚，核对其前有无截断 · an audit anchor kept elsewhere: tells whether anything before it was cut off',
    )
    .option('--json', '输出一个 JSON 对象 · print one JSON object')
    .action(async (options: { repair?: boolean; json?: boolean; anchor?: string }) => {
      done(await (await import('./doctor.ts')).doctor(options));
    });

  program
    .command('backup <dir>')
    .description('备份数据库、佐证、发送日志和密钥 · database, evidence, send journal and keys')
    .action(async (dir: string) => {
      done(await (await import('./backup.ts')).backup(dir));
    });
  program
    .command('restore <dir>')
    .description('恢复到空的数据目录，发件先暂停 · into an empty data folder; the postman starts held')
    .action(async (dir: string) => {
      done(await (await import('./backup.ts')).restore(dir));
    });
  program
    .command('release')
    .description('恢复后放行发件 · lets a held postman go on')
    .option('--yes', '已看过将发出什么 · having seen what it will send')
    .action(async (options: { yes?: boolean }) => {
      done(await (await import('./backup.ts')).release(options));
    });

  program
    .command('start')
    .description('启动全部服务；不带参数时运行示例 · start everything; without arguments, the demo')
    .option('--plan <dir>', '工作方案 · the plan')
    .option('--ledger <file...>', '台账，可多个 · ledgers')
    .option('--at <time>', '虚拟时钟的起点，如 2023-07-13T08:55 · where the virtual clock begins')
    .option('--port <number>', '网页端口 · the page’s port', wholeNumber)
    .option('--demo', '示例数据与虚拟时钟 · invented people and a virtual clock')
    .addOption(new Option('--only <part>', '只运行一个部分 · run one part only').choices(['server', 'worker', 'postman']))
    .action(async (options: StartOptions) => {
      done(await (await import('./start.ts')).start(options));
    });

  return program;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`"${text}" is not a whole number / 不是整数`);
  return Number(text);
}
