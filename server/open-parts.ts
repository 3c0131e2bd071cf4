import type { Client } from '@temporalio/client';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openClock } from '../commands/clock.ts';
import type { Config } from '../platform/config.ts';
import { openPool, prismaAdapter } from '../platform/database.ts';
import { openLog } from '../platform/log.ts';
import { makeAuth } from './auth/better-auth.ts';
import { campaignReader } from './campaign.ts';
import { usualLimits, type Parts } from './parts.ts';

/** Opens everything the server works with. `close` lets go of it in the reverse order. */
export async function openParts(config: Config, changes: Partial<Parts> = {}): Promise<{ parts: Parts; close: () => Promise<void> }> {
  const pool = openPool(config, 'app');
  const enginePool = openPool(config, 'engine', 3);
  const prisma = new PrismaClient({ adapter: prismaAdapter(config, 'app') });
  const clock = await openClock(pool);
  const postman = postmanCaller(config);
  const parts: Parts = {
    config,
    pool,
    enginePool,
    clock,
    auth: makeAuth(prisma, config),
    campaign: campaignReader(enginePool),
    callPostman: () => postman.call(),
    log: openLog(config, 'server'),
    limits: usualLimits,
    ...changes,
  };
  const close = async () => {
    await postman.close();
    await clock.close();
    await prisma.$disconnect();
    await enginePool.end();
    await pool.end();
  };
  return { parts, close };
}

/** Only a demonstration's clock calls the postman: Temporal's client, a third of the server's memory, is loaded when it does. */
function postmanCaller(config: Config) {
  let opened: Promise<Client> | null = null;
  const open = async () => (await import('../platform/temporal.ts')).openTemporalLazily(config);
  return {
    call: async () => {
      if (config.temporal.address === null) return;
      const { callPostman } = await import('../platform/call-postman.ts');
      await callPostman(await (opened ??= open()));
    },
    close: async () => {
      await (await opened)?.connection.close();
    },
  };
}
