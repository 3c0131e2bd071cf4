import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { sessionQuery } from './api/queries.ts';
import { Refusal } from './api/request.ts';
import { router } from './router.tsx';
import { LanguageProvider } from './texts/language.tsx';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';

/**
 * A refusal stays a refusal however often it is asked; only what may pass is tried again. One for want of a log-in asks anew
 * who is logged in, and the frame then shows the log-in page.
 */
const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof Refusal && error.status === 401) void queries.invalidateQueries(sessionQuery);
    },
  }),
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (failures, error) => !(error instanceof Refusal) && failures < 2 },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
