// The list pane: views, search, arrivals, rows page by page.
import type { Ping, Stats } from '@trackwarden/contracts';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { ShowMore } from '../../ui/show-more.js';
import { ErrorState } from '../../ui/states.js';
import { QueueRow } from './queue-row.js';
import { ListSkeleton } from './list-skeleton.js';
import { SearchBox } from './search-box.js';
import { useAnnounced } from './use-announced.js';
import { ViewTabs } from './view-tabs.js';
import type { useRows } from './use-rows.js';
import type { View } from './views.js';

export const listId = 'queue-list';

type ListProps = {
  view: View;
  stats: Stats | undefined;
  line: string;
  onSearch: (line: string) => void;
  list: ReturnType<typeof useRows>['list'];
  rows: readonly Ping[];
  currentId: string | undefined;
  selected: ReadonlySet<string>;
  onToggle: (id: string) => void;
  onStep: (by: 1 | -1) => void;
  arrivals: number;
  onLoadArrivals: () => void;
  header: ReactNode;
  empty: ReactNode;
  footer: ReactNode;
};

export function QueueList(props: ListProps) {
  const { view, stats, list, rows, currentId, selected, arrivals } = props;
  const { t } = useTranslation();
  const now = useNow();
  const announced = useAnnounced(arrivals);
  const more = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;

  useEffect(() => {
    const element = more.current;
    if (element === null || !hasNextPage || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !isFetchingNextPage) void fetchNextPage();
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    props.onStep(event.key === 'ArrowDown' ? 1 : -1);
  };

  return (
    <section
      id={listId}
      aria-label={t(`views.${view}`)}
      className="flex min-h-0 flex-col border-line bg-surface md:border-r"
    >
      <ViewTabs view={view} stats={stats} />
      <SearchBox view={props.view} line={props.line} onChange={props.onSearch} />
      {props.header}
      <p role="status" className="sr-only">
        {announced > 0 ? t('queue.arrivals', { count: announced }) : ''}
      </p>
      {/* above the rows, not before them: nothing moves away from under a hand */}
      {arrivals > 0 ? (
        <div className="relative z-10 h-0">
          <Button
            weight="primary"
            size="s"
            className="absolute top-2 left-1/2 -translate-x-1/2 rounded-full px-4 shadow-pop"
            onClick={props.onLoadArrivals}
          >
            {t('queue.arrivals', { count: arrivals })}
          </Button>
        </div>
      ) : null}
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line" onKeyDown={onKeyDown}>
        {list.isError ? (
          <div className="p-3">
            <ErrorState
              message={t(list.data === undefined ? 'queue.loadFailed' : 'queue.stale')}
              onRetry={() => void list.refetch()}
            />
          </div>
        ) : null}
        {list.isPending ? <ListSkeleton /> : null}
        {list.isSuccess && rows.length === 0 && !hasNextPage ? props.empty : null}
        <ol aria-label={t('queue.listLabel', { view: t(`views.${view}`) })}>
          {rows.map((ping) => (
            <QueueRow
              key={ping.id}
              ping={ping}
              view={view}
              now={now}
              current={ping.id === currentId}
              selected={selected.has(ping.id)}
              selecting={selected.size > 0}
              onToggle={props.onToggle}
            />
          ))}
        </ol>
        {hasNextPage ? (
          <div ref={more} className="pb-3">
            <ShowMore list={list} />
          </div>
        ) : null}
      </div>
      {props.footer}
    </section>
  );
}
