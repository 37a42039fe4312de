// The evidence with its action bar; where there is no third pane, the context follows below.
import type { Site } from '@trackwarden/contracts';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useThreePanes } from '../../state/media.js';
import { ActionBar } from './action-bar.js';
import { DetailBar } from './detail-bar.js';
import { DomainHistory } from './domain-history.js';
import { Evidence } from './evidence.js';
import { SourceActions } from './source-actions.js';
import { Timeline } from './timeline.js';
import type { Queue } from './use-queue.js';
import { Why } from './why.js';
import { isChanged } from './words.js';

export function Context({ queue, site }: { queue: Queue; site: Site }) {
  const { ping, detail } = queue.current;
  const threePanes = useThreePanes();
  if (ping === undefined) return null;
  return (
    <>
      <Why ping={ping} detail={detail} settings={site.settings} />
      {threePanes ? null : <SourceActions queue={queue} site={site} />}
      <DomainHistory ping={ping} detail={detail} />
      <Timeline detail={detail} />
    </>
  );
}

export function DetailPane({
  queue,
  site,
  empty,
  onHelp,
}: {
  queue: Queue;
  site: Site;
  empty: ReactNode;
  onHelp: () => void;
}) {
  const { t } = useTranslation();
  const threePanes = useThreePanes();
  const scroll = useRef<HTMLDivElement>(null);
  const { ping, detail, index, failed, retry } = queue.current;
  const id = ping?.id;

  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
  }, [id]);

  if (ping === undefined)
    return (
      <section
        aria-label={t('evidence.label')}
        className="grid min-h-0 place-items-center overflow-y-auto xl:col-span-2"
      >
        {queue.list.isSuccess ? empty : null}
      </section>
    );

  const place =
    index < 0
      ? null
      : t(queue.isTotalKnown ? 'queue.place' : 'queue.placeOfMore', {
          index: index + 1,
          total: queue.total,
        });
  return (
    <section aria-label={t('evidence.label')} className="flex min-h-0 min-w-0 flex-col bg-bg">
      <DetailBar
        ping={ping}
        place={place}
        onBack={() => queue.change({ open: undefined }, { replace: false })}
        onStep={queue.step}
      />
      <div
        ref={scroll}
        tabIndex={0}
        role="region"
        aria-label={t('evidence.scroll')}
        className="min-h-0 flex-1 overflow-y-auto px-6 pt-6 pb-8 outline-offset-[-2px] max-md:px-4 max-md:pt-4"
      >
        <Evidence
          ping={ping}
          detail={detail}
          place={place}
          failed={failed}
          onRetry={() => void retry()}
        />
        {threePanes ? null : (
          <div className="mt-3.5 rounded-m border border-line bg-surface px-4.5 py-4">
            <Context queue={queue} site={site} />
          </div>
        )}
      </div>
      <ActionBar
        changed={isChanged(ping)}
        onVerdict={(verdict, content) =>
          queue.decide(verdict, [ping], content === undefined ? {} : { content })
        }
        onHelp={onHelp}
      />
    </section>
  );
}
