import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import { enterPeople } from '../commands/people.ts';
import { firstBytes } from '../documents/first-bytes.ts';
import { directoryLimits, readPeople } from '../documents/people.ts';
import { hasFault } from '../documents/problems.ts';
import type { Plan } from '../domain/plan.ts';
import { withActor } from '../platform/database.ts';
import { inputFault } from '../platform/fault.ts';
import { connected } from './connected.ts';

/** `duban people import FILE`: enters the people of a workbook into the running campaign's directory, or none of them when any row has a fault. */
export async function peopleImport(file: string, { json = false }: { json?: boolean }): Promise<0 | 1> {
  const bytes = await firstBytes(file, directoryLimits.fileBytes + 1).catch(() => {
    throw inputFault(`读不到文件 ${file}，请检查路径。`, `${file} cannot be read: check the path.`);
  });
  return connected(async ({ pool, clock }) => {
    const { rows } = await withActor(pool, actorSetting(engine), (client) =>
      client.query<{ id: string; plan: Plan }>('SELECT id, plan FROM campaign LIMIT 1'),
    );
    const campaign = rows[0];
    if (!campaign) throw inputFault('还没有专项行动，请先启动。', 'There is no campaign yet: start one first.');
    const { people, problems } = await readPeople(bytes, campaign.plan);
    const refused = hasFault(problems);
    const actor = { id: 'cli', role: 'coordinator' as const };
    const result = refused ? null : await enterPeople({ pool, now: () => clock.now() }, people, { campaign: campaign.id, actor });
    if (json)
      process.stdout.write(`${JSON.stringify({ read: people.length, ...(result ?? { entered: 0, changed: 0, matched: 0 }), problems })}\n`);
    else {
      for (const problem of problems) process.stderr.write(`${file}:${problem.row ?? ''}: ${problem.column ?? ''}: ${problem.message}\n`);
      process.stdout.write(
        result
          ? `新增 ${result.entered} 人，更新 ${result.changed} 人，${result.matched} 个条目找到责任人 / ${result.entered} entered, ${result.changed} changed, ${result.matched} items found their person\n`
          : '名录有误，未导入任何人 / The directory has faults; nobody was imported\n',
      );
    }
    return refused ? 1 : 0;
  });
}
