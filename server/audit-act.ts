import { record } from '../commands/audit.ts';
import type { OtherAct } from '../domain/acts.ts';
import type { SignedIn } from './account.ts';
import type { Parts } from './parts.ts';

/** Writes an account's act into its own chain of the audit trail: log-ins, denials, exports and everything that changes no item. */
export async function auditAct(
  parts: Pick<Parts, 'pool' | 'clock' | 'campaign'>,
  account: Pick<SignedIn, 'id' | 'role' | 'unit'>,
  action: OtherAct,
  result: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const campaign = await parts.campaign();
  await record(parts.pool, {
    campaign: campaign?.id ?? '',
    unit: account.unit ?? '*',
    subject: `account:${account.id}`,
    at: parts.clock.now(),
    actor: account.id,
    role: account.role ?? 'none',
    action,
    result,
    detail,
  });
}
