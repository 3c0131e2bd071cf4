import { createBrowserRouter } from 'react-router';
import { Broken } from './parts/broken.tsx';

/** One bundle a page; the page of a mailed link loads nothing of the rest. */
export const router = createBrowserRouter([
  { path: '/l/:token', lazy: async () => ({ Component: (await import('./link/link-page.tsx')).LinkPage }), ErrorBoundary: Broken },
  { path: '/login', lazy: async () => ({ Component: (await import('./pages/log-in.tsx')).LogInPage }), ErrorBoundary: Broken },
  {
    path: '/',
    lazy: async () => ({ Component: (await import('./frame/frame.tsx')).Frame }),
    ErrorBoundary: Broken,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./pages/home.tsx')).HomePage }) },
      { path: 'ledger', lazy: async () => ({ Component: (await import('./pages/ledger.tsx')).LedgerPage }) },
      { path: 'ledger/:id', lazy: async () => ({ Component: (await import('./item/item-page.tsx')).ItemPage }) },
      {
        path: 'obligations',
        lazy: async () => ({ Component: (await import('./obligations/obligations-page.tsx')).ObligationsPage }),
      },
      {
        path: 'obligations/:id',
        lazy: async () => ({ Component: (await import('./obligations/obligation-page.tsx')).ObligationPage }),
      },
      { path: 'imports', lazy: async () => ({ Component: (await import('./imports/imports-page.tsx')).ImportsPage }) },
      { path: 'imports/:id', lazy: async () => ({ Component: (await import('./imports/import-report.tsx')).ImportReport }) },
      { path: 'people', lazy: async () => ({ Component: (await import('./pages/people.tsx')).PeoplePage }) },
      { path: 'deliveries', lazy: async () => ({ Component: (await import('./pages/deliveries.tsx')).DeliveriesPage }) },
      { path: 'mailbox', lazy: async () => ({ Component: (await import('./pages/mailbox.tsx')).MailboxPage }) },
      { path: 'mailbox/:id', lazy: async () => ({ Component: (await import('./pages/mailbox.tsx')).MailboxPage }) },
      { path: 'audit', lazy: async () => ({ Component: (await import('./pages/audit.tsx')).AuditPage }) },
      { path: 'accounts', lazy: async () => ({ Component: (await import('./accounts/accounts-page.tsx')).AccountsPage }) },
      { path: 'second-factor', lazy: async () => ({ Component: (await import('./accounts/second-factor.tsx')).SecondFactorPage }) },
      { path: '*', lazy: async () => ({ Component: (await import('./pages/nowhere.tsx')).NowherePage }) },
    ],
  },
]);
