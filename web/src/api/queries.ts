import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AccountView } from '../../../server/contract/accounts.ts';
import type { AuditPage } from '../../../server/contract/audit.ts';
import type { CampaignView } from '../../../server/contract/campaign.ts';
import type { DeliveriesPage } from '../../../server/contract/deliveries.ts';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import type { LedgerItemPage, LedgerPage } from '../../../server/contract/ledger-items.ts';
import type { LinkPage } from '../../../server/contract/links.ts';
import type { LetterView, MailboxPage } from '../../../server/contract/mailbox.ts';
import type { ObligationGrid, ObligationPage, ObligationsPage } from '../../../server/contract/obligations.ts';
import type { PeoplePage } from '../../../server/contract/people.ts';
import type { SessionView } from '../../../server/contract/session.ts';
import type { TodayView } from '../../../server/contract/today.ts';
import { get } from './request.ts';

export type Filters = Record<string, string>;

/** The session with how far the virtual clock is from this machine's, in milliseconds. */
export type Session = SessionView & { skew: number };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session> => {
    const session = await get<SessionView>('/api/session');
    return { ...session, skew: session.clock.now - Date.now() };
  },
  refetchInterval: 60_000,
});

export const campaignQuery = queryOptions({
  queryKey: ['campaign'],
  queryFn: () => get<CampaignView>('/api/campaign'),
  staleTime: 300_000,
});

export const todayQuery = queryOptions({ queryKey: ['today'], queryFn: () => get<TodayView>('/api/today'), refetchInterval: 60_000 });

export const itemQuery = (id: string) =>
  queryOptions({ queryKey: ['item', id], queryFn: () => get<LedgerItemPage>(`/api/ledger-items/${encodeURIComponent(id)}`) });

export const obligationGridQuery = queryOptions({
  queryKey: ['obligations'],
  queryFn: () => get<ObligationGrid>('/api/obligations/grid'),
  refetchInterval: 60_000,
});

export const obligationQuery = (id: string) =>
  queryOptions({ queryKey: ['obligation', id], queryFn: () => get<ObligationPage>(`/api/obligations/${encodeURIComponent(id)}`) });

export const linkQuery = (token: string) =>
  queryOptions({ queryKey: ['link', token], queryFn: () => get<LinkPage>(`/api/links/${encodeURIComponent(token)}`), retry: false });

export const letterQuery = (id: string) =>
  queryOptions({ queryKey: ['letter', id], queryFn: () => get<LetterView>(`/api/mailbox/${encodeURIComponent(id)}`), staleTime: Infinity });

/** Asked again each second until every item's workflow has been told. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: () => get<ImportBatchView>(`/api/imports/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => ((state.data?.progress.waiting ?? 0) > 0 ? 1_000 : false),
  });

export interface AccountsPage {
  accounts: AccountView[];
  next: string | null;
}

export interface ImportsPage {
  batches: Omit<ImportBatchView, 'problems' | 'doubtful' | 'refused' | 'progress'>[];
  next: string | null;
}

export const ledgerList = (filters: Filters) => keyset<LedgerPage>('ledger', '/api/ledger-items', filters);
export const owedList = (filters: Filters) => keyset<ObligationsPage>('owed', '/api/obligations', filters);
export const peopleList = (filters: Filters) => keyset<PeoplePage>('people', '/api/people', filters);
export const deliveriesList = (filters: Filters) => keyset<DeliveriesPage>('deliveries', '/api/deliveries', filters);
export const mailboxList = (filters: Filters) => keyset<MailboxPage>('mailbox', '/api/mailbox', filters);
export const auditList = (filters: Filters) => keyset<AuditPage>('audit', '/api/audit', filters);
export const accountsList = keyset<AccountsPage>('accounts', '/api/accounts', {});
export const importsList = keyset<ImportsPage>('imports', '/api/imports', {});

export type Keyset<Page extends { next: string | null }> = ReturnType<typeof keyset<Page>>;

/** A list that is read page by page from where the last one ended, however long it is. */
function keyset<Page extends { next: string | null }>(key: string, path: string, filters: Filters) {
  return infiniteQueryOptions({
    queryKey: [key, filters],
    queryFn: ({ pageParam }) => get<Page>(path, { ...filters, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
