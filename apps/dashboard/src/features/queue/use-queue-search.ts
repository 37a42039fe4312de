// View, search line and open ping as the address has them.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { View } from './views.js';

export type QueueSearch = {
  view?: View | undefined;
  q?: string | undefined;
  /** Only pings of this campaign. */
  campaign?: string | undefined;
  ping?: string | undefined;
  open?: '1' | undefined;
};

/** Where a view starts: nothing searched, nothing opened. */
export const freshView = (view: View): QueueSearch => ({
  view: view === 'pending' ? undefined : view,
  q: undefined,
  campaign: undefined,
  ping: undefined,
  open: undefined,
});

export function useQueueSearch() {
  const search = useSearch({ from: '/app/queue' });
  const navigate = useNavigate({ from: '/queue' });
  const change = useCallback(
    (next: QueueSearch, options: { replace: boolean }) =>
      void navigate({
        to: '/queue',
        search: (previous) => ({ ...previous, ...next }),
        replace: options.replace,
      }),
    [navigate],
  );
  return { search, view: search.view ?? 'pending', change };
}
