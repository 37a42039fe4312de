// The rows of the current view and search, page by page, with what was decided here already applied.
import type { List, Ping } from '@trackwarden/contracts';
import {
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { pingQuery, pingsQuery, type PingListFilter } from '../../api/pings.js';
import { useLiveEvents } from '../../state/live.js';
import { memoryQuery, visibleRows } from './memory.js';
import { parseSearchLine } from './query.js';
import { usualOrder, viewFilter, type View } from './views.js';

type Pages = InfiniteData<List<Ping>>;

export function useFilter(
  siteId: string,
  view: View,
  line: string,
  campaignId: string | undefined,
): PingListFilter {
  return useMemo(
    () => ({
      siteId,
      ...viewFilter[view],
      sort: usualOrder(view),
      ...parseSearchLine(line),
      ...(campaignId === undefined ? {} : { campaignId }),
    }),
    [siteId, view, line, campaignId],
  );
}

/** Puts a fresher ping in place of the one that the lists hold. */
function patchLists(client: QueryClient, fresh: Ping): void {
  client.setQueriesData<Pages>({ queryKey: ['pings', 'list'] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) =>
            page.items.some(({ id }) => id === fresh.id)
              ? { ...page, items: page.items.map((item) => (item.id === fresh.id ? fresh : item)) }
              : page,
          ),
        },
  );
}

/** Asks for pings anew and puts them where they stand. */
export function useRefreshPings(): (ids: readonly string[]) => Promise<Ping[]> {
  const client = useQueryClient();
  return useCallback(
    async (ids) => {
      const fresh = await Promise.all(
        ids.map((id) => client.query({ ...pingQuery(id), staleTime: 0 }).catch(() => null)),
      );
      const pings = fresh.filter((ping) => ping !== null);
      for (const ping of pings) patchLists(client, ping);
      return pings;
    },
    [client],
  );
}

export function useRows(filter: PingListFilter, view: View) {
  const list = useInfiniteQuery(pingsQuery(filter));
  const { data: memory } = useQuery(memoryQuery);
  const refresh = useRefreshPings();
  const pings = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const rows = useMemo(() => visibleRows(pings, view, memory), [pings, view, memory]);

  useLiveEvents((event) => {
    const row = rows.find(({ id }) => id === event.id);
    if (row !== undefined && row.version < event.version) void refresh([event.id]);
  });

  return { list, pings, rows, memory };
}
