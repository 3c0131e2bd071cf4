import type { Abilities } from '../../../server/contract/session.ts';
import type { Texts } from '../texts/zh.ts';

interface PageOfMenu {
  to: string;
  name: Exclude<keyof Texts['nav'], 'label'>;
}

/** The pages an account may open, in the menu's order; the first is where its log-in leads. */
export function pagesFor(can: Abilities): PageOfMenu[] {
  const pages: (PageOfMenu & { shown: boolean })[] = [
    { to: '/', name: 'today', shown: can.seeLedger },
    { to: '/ledger', name: 'ledger', shown: can.seeLedger },
    { to: '/obligations', name: 'obligations', shown: can.seeLedger },
    { to: '/imports', name: 'importing', shown: can.importLedger },
    { to: '/people', name: 'people', shown: can.seePeople },
    { to: '/deliveries', name: 'deliveries', shown: can.seeDeliveries },
    { to: '/accounts', name: 'accounts', shown: can.seeAccounts },
    { to: '/mailbox', name: 'mailbox', shown: can.seeMailbox },
    { to: '/audit', name: 'audit', shown: can.seeAudit },
  ];
  return pages.filter(({ shown }) => shown);
}
