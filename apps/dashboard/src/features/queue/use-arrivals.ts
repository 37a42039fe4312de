// Counts what arrived since the list was loaded, without moving it.
import type { Ping } from '@trackwarden/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { newestPingsQuery, pingsQuery, type PingListFilter } from '../../api/pings.js';
import { useLiveEvents, useLiveState } from '../../state/live.js';

const gatherMs = 400;
const pollMs = 15_000;

/** Runs `act` each time the connection comes back: events may have been missed meanwhile. */
function useReconnected(act: () => void): void {
  const state = useLiveState();
  const lost = useRef(false);
  useEffect(() => {
    if (state === 'reconnecting' || state === 'offline') lost.current = true;
    if (state !== 'live' || !lost.current) return;
    lost.current = false;
    act();
  }, [state, act]);
}

/**
 * Pings at the head of the list that are not in it, and not merely pulled up from further down: of a
 * list that is loaded to its end also older ones, which came back because their source changed.
 */
export function arrivalsIn(
  head: readonly Ping[],
  known: readonly Ping[],
  { isWhole = false, isByTime = true } = {},
): number {
  const ids = new Set(known.map(({ id }) => id));
  // in another order than that of time what is newer than all of them has surely come since
  const newest = known.reduce((last, one) => (one.receivedAt > last ? one.receivedAt : last), '');
  const limit = isByTime ? (known.at(-1)?.receivedAt ?? '') : newest;
  const oldest = isWhole ? '' : limit;
  return head.filter(({ id, receivedAt }) => !ids.has(id) && receivedAt >= oldest).length;
}

/**
 * `count` of pings that the list does not show yet; `load` puts them into it. Events only cause a
 * look at the head of the list, at most one per `gatherMs`, so a flood costs little.
 */
export function useArrivals(
  filter: PingListFilter,
  known: readonly Ping[],
  { loadedAt, isWhole }: { loadedAt: number; isWhole: boolean },
) {
  const client = useQueryClient();
  const offline = useLiveState() === 'offline';
  const head = useQuery({
    ...newestPingsQuery(filter),
    enabled: offline,
    refetchInterval: offline ? pollMs : false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { refetch } = head;
  const isByTime = filter.sort === '-receivedAt';

  const look = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void refetch();
      void client.invalidateQueries({ queryKey: ['stats'] });
    }, gatherMs);
  }, [client, refetch]);

  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents(({ type, siteId }) => {
    if (type !== 'delivery.changed' && siteId === filter.siteId) look();
  });
  useReconnected(look);

  const count = useMemo(() => {
    const outdated = loadedAt === 0 || head.dataUpdatedAt < loadedAt;
    return head.data === undefined || outdated
      ? 0
      : arrivalsIn(head.data.items, known, { isWhole, isByTime });
  }, [head.data, head.dataUpdatedAt, known, loadedAt, isWhole, isByTime]);

  const load = useCallback(async () => {
    // Only the first page: the moderator starts again at the top.
    const { queryKey } = pingsQuery(filter);
    client.setQueryData(queryKey, (data) =>
      data === undefined
        ? data
        : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    await client.refetchQueries({ queryKey, exact: true });
  }, [client, filter]);

  // An empty list has no rows that could jump away from under a hand.
  const fillsEmpty = count > 0 && known.length === 0;
  useEffect(() => {
    if (fillsEmpty) void load();
  }, [fillsEmpty, load]);

  return { count, load };
}
