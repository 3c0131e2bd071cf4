import { keyed } from '../campaign.ts';
import type { SignedIn } from '../account.ts';
import { administrators, auditors, exporters, importers, isAmong, ledgerReaders, peopleReaders, runners } from '../access.ts';
import type { SessionView } from '../contract/session.ts';
import { accountRole } from '../contract/common.ts';
import type { Parts } from '../parts.ts';

export async function sessionView(parts: Pick<Parts, 'campaign' | 'clock'>, account: SignedIn | null): Promise<SessionView> {
  const campaign = await parts.campaign();
  return {
    account: account && {
      id: account.id,
      name: account.name,
      username: account.username,
      role: accountRole.safeParse(account.role).data ?? null,
      unit: account.unit === null ? null : (campaign?.unit(account.unit) ?? keyed(account.unit, { zh: account.unit })),
      mustChange: account.mustChange,
      twoFactorEnabled: account.twoFactorEnabled,
      can: {
        seeLedger: isAmong(account.role, ledgerReaders),
        exportLedger: isAmong(account.role, exporters),
        importLedger: isAmong(account.role, importers),
        seePeople: isAmong(account.role, peopleReaders),
        importPeople: account.role === 'coordinator',
        seeMailbox: account.role === 'systemAdmin' || (campaign?.demo === true && account.role === 'coordinator'),
        seeDeliveries: isAmong(account.role, runners),
        seeAudit: isAmong(account.role, auditors),
        moveClock: campaign?.demo === true && isAmong(account.role, runners),
        seeAccounts: isAmong(account.role, administrators),
        manageAccounts: account.role === 'systemAdmin',
        manageRoles: account.role === 'securityAdmin',
      },
    },
    campaign: campaign && keyed(campaign.id, { ...campaign.plan.name, zh: campaign.name }),
    demo: campaign?.demo ?? false,
    clock: { now: parts.clock.now(), zone: campaign?.plan.calendar.zone ?? 'UTC', opens: campaign?.plan.calendar.opens ?? '09:00' },
  };
}
