// Everything the queue's screen does: where one is, what is selected, deciding, undoing, and the keys for it.
import type { Ping, Site, Verdict } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { statsQuery } from '../../api/pings.js';
import { useArrivals } from './use-arrivals.js';
import { useCurrent } from './use-current.js';
import { useDecide } from './use-decide.js';
import { focusOn, nowhere } from './focus.js';
import type { Manner } from './memory.js';
import { useFilter, useRows } from './use-rows.js';
import { isNarrowing } from './query.js';
import { useQueueSearch } from './use-queue-search.js';
import { useSelection } from './use-selection.js';
import { countOf } from './views.js';
import { isChanged } from './words.js';

export function useQueue(site: Site) {
  const { search, view, change } = useQueueSearch();
  const line = search.q ?? '';
  const filter = useFilter(site.id, view, line, search.campaign);
  const { list, pings, rows, memory } = useRows(filter, view);
  const { data: stats } = useQuery(statsQuery(site.id));
  const current = useCurrent(rows, search.ping);
  const arrivals = useArrivals(filter, pings, {
    loadedAt: list.dataUpdatedAt,
    isWhole: !list.hasNextPage,
  });
  const selection = useSelection(`${site.id} ${view} ${line} ${search.campaign ?? ''}`);
  const isWhole = !isNarrowing(line) && search.campaign === undefined;
  const left = stats === undefined || !isWhole ? rows.length : countOf(view, stats);
  const total = Math.max(left, rows.length);
  // a search or a campaign is counted as far as it is loaded
  const isTotalKnown = isWhole || !list.hasNextPage;
  const { give, undo, dismiss } = useDecide(site.id, left);
  const focusRequest = useRef<string | null>(null);
  const toggle = useRef(selection.toggle);

  useEffect(() => {
    toggle.current = selection.toggle;
    const wanted = focusRequest.current;
    if (wanted !== null && focusOn(wanted)) focusRequest.current = null;
  });

  const nearEnd = current.index >= rows.length - 5;
  useEffect(() => {
    if (nearEnd && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  });

  const goTo = (ping: Ping | undefined) => {
    focusRequest.current = ping?.id ?? nowhere;
    change(
      { ping: ping?.id, ...(ping === undefined ? { open: undefined } : {}) },
      { replace: true },
    );
  };

  const step = (by: 1 | -1, extend = false) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, current.index + by))];
    if (next === undefined) return;
    if (extend && current.ping !== undefined) selection.extend([current.ping.id, next.id]);
    goTo(next);
  };

  const runUndo = () => void undo().then((ping) => ping !== null && goTo(ping));

  const marked = rows.filter(({ id }) => selection.ids.has(id));
  const decide = (verdict: Verdict, chosen?: readonly Ping[], manner: Manner = {}) => {
    const one = current.ping === undefined ? [] : [current.ping];
    const all = chosen ?? (marked.length > 0 ? marked : one);
    // Only a source that changed has an approved version to keep.
    const decided = manner.content === undefined ? all : all.filter(isChanged);
    if (decided.length === 0) return;
    const gone = new Set(decided.map(({ id }) => id));
    const after = rows.slice(Math.max(0, current.index)).find(({ id }) => !gone.has(id));
    const before = rows.slice(0, Math.max(0, current.index)).findLast(({ id }) => !gone.has(id));
    give(decided, verdict, manner, runUndo);
    selection.clear();
    goTo(after ?? before);
  };

  const onToggle = useCallback((id: string) => toggle.current(id), []);

  return {
    search,
    view,
    line,
    change,
    list,
    rows,
    total,
    isTotalKnown,
    memory,
    stats,
    current,
    arrivals,
    selection,
    marked,
    step,
    decide,
    undo: runUndo,
    dismiss,
    onToggle,
  };
}

export type Queue = ReturnType<typeof useQueue>;
