import { execute } from '../../commands/execute.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { coordinator, officer } from '../support/campaign.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

const atOnce = 10;

/** Gives a command to some of the items that stand so; by the county's officer, or by the office where it alone may. Returns how many were done. */
export async function giveSome(scene: Scene, random: Random, count: number, status: string, command: ItemCommand): Promise<number> {
  const text = `SELECT life FROM ledger_item WHERE status = $1 ORDER BY md5(id::text || $3) LIMIT $2`;
  const { rows } = await scene.owner.query<{ life: LedgerItem }>(text, [status, count, random.uuid()]);
  const waiting = rows.values();
  let done = 0;
  const hand = async () => {
    for (const { life } of waiting) {
      const actor = command.action === 'sign' || command.action === 'submit' ? officer(life.county) : coordinator;
      const order = { id: random.uuid(), subject: life.id, actor, command };
      if ((await execute({ pool: scene.app, now: scene.deps.now }, order)).outcome === 'done') done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return done;
}
