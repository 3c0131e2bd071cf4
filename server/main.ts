import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import type { Config } from '../platform/config.ts';
import { withActor } from '../platform/database.ts';
import { environmentFault } from '../platform/fault.ts';
import { sayOnStderr } from '../platform/say.ts';
import { buildApp } from './app.ts';
import { demoAccounts, firstAdministrators, type FirstAccount } from './auth/first-accounts.ts';
import { openParts } from './open-parts.ts';
import type { Parts } from './parts.ts';

/** Serves people until `signal` is aborted, then answers what has begun and ends. Tells first passwords on standard error, once. */
export async function run(config: Config, signal: AbortSignal): Promise<void> {
  const { parts, close } = await openParts(config);
  try {
    const app = await buildApp(parts);
    try {
      tellPasswords(await firstAccounts(parts));
      await app.listen({ host: config.server.host, port: config.server.port }).catch((cause: unknown) => {
        throw environmentFault(
          `端口 ${config.server.port} 无法监听，请用 --port 换一个。`,
          `Port ${config.server.port} cannot be listened on: choose another with --port.`,
          cause,
        );
      });
      sayOnStderr(`请打开 ${config.server.publicUrl}`, `Open ${config.server.publicUrl}`);
      await aborted(signal);
    } finally {
      await app.close();
    }
  } finally {
    await close();
  }
}

async function firstAccounts(parts: Parts): Promise<FirstAccount[]> {
  const made = await firstAdministrators(parts.pool);
  const campaign = await parts.campaign();
  if (campaign?.demo !== true) return made;
  const text = 'SELECT county FROM ledger_item GROUP BY county ORDER BY count(*) DESC, county LIMIT 1';
  const { rows } = await withActor(parts.enginePool, actorSetting(engine), (client) => client.query<{ county: string }>(text));
  const unit = rows[0]?.county ?? campaign.plan.units[0]?.key;
  return unit === undefined ? made : [...made, ...(await demoAccounts(parts.pool, campaign.plan, unit))];
}

function tellPasswords(accounts: FirstAccount[]): void {
  if (accounts.length === 0) return;
  sayOnStderr('首次登录的一次性密码（只显示这一次，登录后须修改）', 'One-time passwords (shown this once, to be changed at log-in)');
  for (const { username, password, name, role } of accounts)
    process.stderr.write(`  ${username.padEnd(10)} ${password}   ${name} (${role})\n`);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
