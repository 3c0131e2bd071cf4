import { DateTime } from 'luxon';
import { advanceClock } from '../commands/advance-clock.ts';
import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import { DomainError } from '../domain/errors.ts';
import type { Plan } from '../domain/plan.ts';
import { withActor } from '../platform/database.ts';
import { inputFault } from '../platform/fault.ts';
import { openTemporalLazily } from '../platform/temporal.ts';
import { connected } from './connected.ts';

/** `duban clock set TIME`: moves a demonstration's clock forward, letting each morning's letters leave on the way. */
export async function clockSet(time: string): Promise<number> {
  return connected(async ({ config, pool }) => {
    const zone = await zoneOf(pool);
    const to = DateTime.fromISO(time, { zone });
    if (!to.isValid) throw inputFault(`不是时间：${time}，应写作 2023-07-14T09:00`, `Not a time: ${time}; write it as 2023-07-14T09:00`);
    const temporal = openTemporalLazily(config);
    const callPostman = () => temporal.schedule.getHandle('postman').trigger();
    const onStop = (at: number) => void process.stderr.write(`${DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm')}\n`);
    await advanceClock({ pool, callPostman, onStop }, to.toMillis()).catch((error: unknown) => {
      if (error instanceof DomainError) throw refusal(error.code);
      throw error;
    });
    await temporal.connection.close();
    process.stdout.write(`${to.toISO()}\n`);
    return 0;
  });
}

async function zoneOf(pool: Parameters<typeof withActor>[0]): Promise<string> {
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ plan: Plan }>('SELECT plan FROM campaign LIMIT 1'),
  );
  const campaign = rows[0];
  if (!campaign) throw inputFault('还没有专项行动，请先启动。', 'There is no campaign yet: start one first.');
  return campaign.plan.calendar.zone;
}

function refusal(code: string) {
  return code === 'clock_backwards'
    ? inputFault('时钟只能向前拨。', 'The clock only moves forward.')
    : inputFault('只有演示数据的时钟可以拨动。', 'Only a demonstration’s clock can be moved.');
}
