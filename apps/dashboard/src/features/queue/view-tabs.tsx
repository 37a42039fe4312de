// The views with their counts; the three that need a person first.
import type { Stats } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { freshView } from './use-queue-search.js';
import { countOf, occasional, views, type View } from './views.js';

export function ViewTabs({ view, stats }: { view: View; stats: Stats | undefined }) {
  const { t } = useTranslation();
  const current = useRef<HTMLAnchorElement>(null);

  const isCounted = stats !== undefined;
  const isEmpty = (name: View) => !isCounted || countOf(name, stats) === 0;
  const shown = views.filter((name) => name === view || !occasional.has(name) || !isEmpty(name));

  // Under a finger the row of views scrolls sideways, and the current one may lie outside; the counts move it.
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view, shown.length, isCounted]);

  return (
    <nav
      aria-label={t('queue.views')}
      className="px-3 pt-3 max-md:overflow-x-auto pointer-coarse:overflow-x-auto [scrollbar-width:none]"
    >
      <ul className="flex gap-0.5 md:pointer-fine:flex-wrap">
        {shown.map((name) => (
          <li key={name}>
            <Link
              to="/queue"
              search={(previous) => ({ ...previous, ...freshView(name) })}
              preload={false}
              ref={name === view ? current : undefined}
              aria-current={name === view ? 'page' : undefined}
              className={cn(
                'flex min-h-8 items-center gap-1.5 rounded-m px-2 md:max-xl:px-1.5 md:max-xl:text-12 whitespace-nowrap text-muted hover:bg-hover hover:text-text pointer-coarse:min-h-11 outline-offset-[-2px]',
                name === view && 'bg-accent-soft font-medium text-text hover:bg-accent-soft',
              )}
            >
              {t(`views.${name}`)}
              {stats === undefined ? null : (
                <span className="num font-normal">{countOf(name, stats)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
