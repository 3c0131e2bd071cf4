import { PrismaClient } from '../generated/prisma/client.ts';
import { openClock } from '../commands/clock.ts';
import { callPostman } from '../platform/call-postman.ts';
import type { Config } from '../platform/config.ts';
import { openPool, prismaAdapter } from '../platform/database.ts';
import { openLog } from '../platform/log.ts';
import { openTemporalLazily } from '../platform/temporal.ts';
import { makeAuth } from './auth/better-auth.ts';
import { campaignReader } from './campaign.ts';
import { usualLimits, type Parts } from './parts.ts';

/** Opens everything the server works with. `close` lets go of it in the reverse order. */
export async function openParts(config: Config, changes: Partial<Parts> = {}): Promise<{ parts: Parts; close: () => Promise<void> }> {
  const pool = openPool(config, 'app');
  const enginePool = openPool(config, 'engine', 3);
  const prisma = new PrismaClient({ adapter: prismaAdapter(config, 'app') });
  const clock = await openClock(pool);
  const temporal = config.temporal.address === null ? null : openTemporalLazily(config);
  const parts: Parts = {
    config,
    pool,
    enginePool,
    clock,
    auth: makeAuth(prisma, config),
    campaign: campaignReader(enginePool),
    callPostman: async () => {
      if (temporal !== null) await callPostman(temporal);
    },
    log: openLog(config, 'server'),
    limits: usualLimits,
    ...changes,
  };
  const close = async () => {
    await temporal?.connection.close();
    await clock.close();
    await prisma.$disconnect();
    await enginePool.end();
    await pool.end();
  };
  return { parts, close };
}
