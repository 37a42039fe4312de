// The history of decisions, newest first; each can be taken back at any time.
import type { Decision } from '@trackwarden/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { History, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { decisionsQuery, undoDecision } from '../../api/decisions.js';
import { ago, dateTimeOf } from '../../format/time.js';
import { useListsChanged } from '../../parts/use-lists-changed.js';
import { useNow } from '../../state/now.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Page } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { ShowMore } from '../../ui/show-more.js';
import { EmptyState } from '../../ui/states.js';
import { Tag, type Tone } from '../../ui/tag.js';

const tones: Record<Decision['verdict'], Tone> = {
  approve: 'ok',
  spam: 'bad',
  reject: 'mute',
  hold: 'hold',
};

function useUndo({ scope }: Decision) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const listsChanged = useListsChanged(useSite().id);
  return useMutation({
    mutationFn: undoDecision,
    onSuccess: ({ restored, failed }) => {
      showToast(
        failed.length === 0
          ? t('queue.undone', { count: restored })
          : t('queue.undoneSome', { count: restored, failed: failed.length }),
      );
      // The queue's own lists may hold these pings: they are asked for anew when it is opened.
      client.removeQueries({ queryKey: ['pings'] });
      client.removeQueries({ queryKey: ['queue-memory'] });
      if (scope !== null) void listsChanged();
      void client.invalidateQueries({ queryKey: ['ping'] });
      void client.invalidateQueries({ queryKey: ['stats'] });
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['decisions'] }),
  });
}

/** What it has put on the lists beside its verdict. */
function ListedLine({ decision: { entries, listed, undoneAt } }: { decision: Decision }) {
  const { t } = useTranslation();
  const [first] = entries;
  if (first === undefined) return null;
  // what somebody changed since, or others asked for too, outlives the undo
  const kept = undoneAt === null ? undefined : entries.find(({ stands }) => stands);
  return (
    <p className="break-words">
      {t(`history.listed.${first.list}`, {
        count: listed,
        scope: t(`history.scope.${first.scope}`),
        value: first.value,
      })}
      {kept === undefined ? null : ` · ${t('history.stillListed', { value: kept.value })}`}
    </p>
  );
}

function DecisionRow({ decision, now }: { decision: Decision; now: number }) {
  const { t } = useTranslation();
  const undo = useUndo(decision);
  const { verdict, cause, by, affected, undoneAt, createdAt, pings, note } = decision;
  const more = affected - pings.length;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 border-t border-line px-4.5 py-3.5 first:border-t-0 md:grid-cols-[112px_minmax(0,1fr)_auto]">
      <div className="flex items-start gap-2 pt-0.5 max-md:col-span-full">
        {cause === 'limits' ? (
          <Tag tone="mute">{t('history.thresholds')}</Tag>
        ) : (
          <Tag tone={undoneAt === null ? tones[verdict] : 'mute'}>
            {t(`verdictDone.${verdict}`)}
          </Tag>
        )}
      </div>
      <div className="min-w-0">
        <ul>
          {pings.map(({ id, title, from, to }) => (
            <li
              key={id}
              className="flex min-w-0 flex-wrap items-baseline gap-x-2 max-md:flex-col max-md:pb-1"
            >
              <Link
                to="/queue"
                search={(previous) => ({
                  ...previous,
                  view: 'all' as const,
                  ping: id,
                  open: '1' as const,
                })}
                className="max-w-full min-w-0 truncate py-0.5 font-medium hover:underline"
                dir="auto"
              >
                {title === '' ? t('history.untitled') : title}
              </Link>
              <span className="text-12 whitespace-nowrap text-muted">
                {from === to
                  ? t('history.stays', { status: t(`status.${to}`) })
                  : `${t(`status.${from}`)} → ${t(`status.${to}`)}`}
              </span>
            </li>
          ))}
        </ul>
        {more > 0 ? <p className="text-muted">{t('history.more', { count: more })}</p> : null}
        <ListedLine decision={decision} />
        {note === '' ? null : <p className="mt-1 italic">{note}</p>}
        <p className="mt-0.5 text-12 text-muted">
          {cause === 'limits'
            ? t('history.thresholdsBy', { name: by.name || by.kind })
            : t(`history.by.${by.kind === 'person' ? 'person' : 'other'}`, {
                name: by.name || by.kind,
              })}
          {' · '}
          <time dateTime={createdAt} title={dateTimeOf(createdAt)} className="num">
            {ago(createdAt, now)}
          </time>
          {undoneAt === null ? null : (
            <span title={dateTimeOf(undoneAt)}>
              {' · '}
              {t('history.undone', { when: ago(undoneAt, now) })}
            </span>
          )}
        </p>
      </div>
      {undoneAt === null ? (
        <Button
          size="s"
          className="self-start"
          busy={undo.isPending}
          disabled={undo.isPending}
          aria-label={t('history.undoOf', { what: pings[0]?.title ?? '' })}
          onClick={() => undo.mutate(decision.id)}
        >
          <Undo2 size={14} aria-hidden />
          {t('queue.undo')}
        </Button>
      ) : null}
    </li>
  );
}

export function HistoryPage() {
  const { t } = useTranslation();
  const site = useSite();
  const now = useNow();
  const list = useInfiniteQuery(decisionsQuery(site.id));
  const decisions = list.data?.pages.flatMap(({ items }) => items) ?? [];
  useTitle(t('nav.history'));
  return (
    <Page title={t('nav.history')} description={t('history.text')}>
      <QueryState
        query={list}
        lines={8}
        failed={t('history.loadFailed')}
        empty={
          decisions.length > 0 ? null : (
            <EmptyState icon={<History size={20} aria-hidden />} title={t('history.empty')}>
              {t('history.emptyText')}
            </EmptyState>
          )
        }
      />
      {decisions.length === 0 ? null : (
        <ol className="rounded-m border border-line bg-surface">
          {decisions.map((decision) => (
            <DecisionRow key={decision.id} decision={decision} now={now} />
          ))}
        </ol>
      )}
      <ShowMore list={list} />
    </Page>
  );
}
