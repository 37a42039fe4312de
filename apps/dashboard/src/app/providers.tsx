// What every page stands in: cache, words, hints, toasts, the theme.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { createBrowserHistory, RouterProvider, type RouterHistory } from '@tanstack/react-router';
import { useState } from 'react';
import { useAppliedTheme } from '../state/theme.js';
import { Toaster } from '../ui/toaster.js';
import { createQueryClient } from './query-client.js';
import { createAppRouter, type AppRouter } from './router.js';

const publicPages = ['/sign-in', '/setup'];

function createApp(history: RouterHistory) {
  const queryClient = createQueryClient(() => leaveForSignIn(router));
  const router: AppRouter = createAppRouter(queryClient, history);

  /** The place is kept in the address, so that sign-in leads back to it. */
  function leaveForSignIn(target: AppRouter): void {
    const { pathname, href } = target.state.location;
    if (publicPages.includes(pathname)) return;
    queryClient.removeQueries({ queryKey: ['session'] });
    void target.navigate({ to: '/sign-in', search: { to: href } });
  }

  return { queryClient, router };
}

export function App({ history }: { history?: RouterHistory }) {
  useAppliedTheme();
  const [{ queryClient, router }] = useState(() => createApp(history ?? createBrowserHistory()));
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider delay={400}>
          <RouterProvider router={router} />
          <Toaster />
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
