// The queue: list, evidence and context side by side, as far as the screen allows.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useThreePanes, useTwoPanes } from '../../state/media.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { BulkBar } from './action-bar.js';
import { CampaignHeader } from './campaign-header.js';
import { CopiesHeader } from './copies-header.js';
import { Context, DetailPane } from './detail-pane.js';
import { EmptyList } from './empty.js';
import { KeysDialog } from './keys-dialog.js';
import { Notices } from './notices.js';
import { isNarrowing } from './query.js';
import { QueueList } from './queue-list.js';
import { SourceActions } from './source-actions.js';
import { useQueue } from './use-queue.js';
import { useQueueKeys } from './use-queue-keys.js';
import { freshView } from './use-queue-search.js';

export function QueuePage() {
  const { t } = useTranslation();
  const site = useSite();
  const queue = useQueue(site);
  const twoPanes = useTwoPanes();
  const threePanes = useThreePanes();
  const [help, setHelp] = useState(false);
  useQueueKeys(queue, () => setHelp(true));
  useTitle(t('nav.queue'));

  const { view, line, rows, selection, stats, change } = queue;
  const { campaign } = queue.search;
  const opened = queue.search.open === '1' && queue.current.ping !== undefined;
  const empty = (
    <EmptyList
      site={site}
      view={view}
      line={line}
      stats={stats}
      onClear={() => change(freshView(view), { replace: false })}
    />
  );
  return (
    <main
      id="main"
      tabIndex={-1}
      className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] outline-none md:grid-cols-[minmax(272px,34%)_minmax(0,1fr)] xl:grid-cols-[304px_minmax(0,1fr)_304px] 2xl:grid-cols-[384px_minmax(0,1fr)_312px]"
    >
      <div className="col-span-full">
        <h1 className="sr-only">{t('nav.queue')}</h1>
        <Notices
          notices={queue.memory.notices}
          onRepeat={(pings, verdict, manner) => queue.decide(verdict, pings, manner)}
          onDismiss={queue.dismiss}
        />
      </div>
      {twoPanes || !opened ? (
        <QueueList
          view={view}
          stats={stats}
          line={line}
          onSearch={(q) => change({ q, ping: undefined, open: undefined }, { replace: true })}
          list={queue.list}
          rows={rows}
          currentId={queue.current.ping?.id}
          selected={selection.ids}
          onToggle={queue.onToggle}
          onStep={queue.step}
          arrivals={queue.arrivals.count}
          onLoadArrivals={() => void queue.arrivals.load()}
          header={
            campaign === undefined ? (
              view === 'copies' && !isNarrowing(line) ? (
                <CopiesHeader siteId={site.id} count={queue.total} />
              ) : null
            ) : (
              <CampaignHeader
                id={campaign}
                onClose={() => change(freshView('pending'), { replace: false })}
              />
            )
          }
          empty={twoPanes ? null : empty}
          footer={
            selection.ids.size === 0 ? null : (
              <BulkBar
                count={selection.ids.size}
                onVerdict={(verdict) => queue.decide(verdict)}
                onClear={selection.clear}
              />
            )
          }
        />
      ) : null}
      {twoPanes || opened ? (
        <DetailPane queue={queue} site={site} empty={empty} onHelp={() => setHelp(true)} />
      ) : null}
      {threePanes && queue.current.ping !== undefined ? (
        <aside
          aria-label={t('evidence.context')}
          className="flex min-h-0 min-w-0 flex-col bg-surface"
        >
          <div
            tabIndex={0}
            role="region"
            aria-label={t('evidence.contextScroll')}
            className="min-h-0 flex-1 overflow-y-auto border-l border-line px-4.5 py-5 outline-offset-[-2px]"
          >
            <Context queue={queue} site={site} />
          </div>
          <SourceActions queue={queue} site={site} asBar />
        </aside>
      ) : null}
      <KeysDialog open={help} onOpenChange={setHelp} />
    </main>
  );
}
