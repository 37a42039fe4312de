// One ping in the list: score, title, where from and where to, facts, age.
import type { Ping } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { pathOf } from '../../format/safe-href.js';
import { age, dateTimeOf } from '../../format/time.js';
import { protocolName } from '../../parts/protocol-name.js';
import { cn } from '../../ui/cn.js';
import { Tag } from '../../ui/tag.js';
import { CheckMark } from '../../ui/toggle.js';
import { FactTags } from './fact-tags.js';
import { Score } from './score.js';
import { belongsTo, type View } from './views.js';
import { TypeTag } from './type-tag.js';
import { statusTone, titleOf } from './words.js';

export const rowId = (pingId: string): string => `row-${pingId}`;

type RowProps = {
  ping: Ping;
  view: View;
  now: number;
  current: boolean;
  selected: boolean;
  selecting: boolean;
  onToggle: (id: string) => void;
};

export const QueueRow = memo(function QueueRow({
  ping,
  view,
  now,
  current,
  selected,
  selecting,
  onToggle,
}: RowProps) {
  const { t } = useTranslation();
  const title = titleOf(ping);
  const changed = view === 'all' || view === 'audit' || !belongsTo(view, ping);
  return (
    <li
      className={cn(
        'group relative border-t border-line [contain-intrinsic-size:auto_84px] [content-visibility:auto] first:border-t-0',
        selected && 'bg-hover',
        current && 'md:bg-accent-soft',
      )}
    >
      <Link
        id={rowId(ping.id)}
        to="/queue"
        search={(previous) => ({ ...previous, ping: ping.id, open: '1' })}
        aria-current={current ? 'true' : undefined}
        tabIndex={current ? 0 : -1}
        preload={false}
        className="grid grid-cols-[48px_minmax(0,1fr)] gap-x-2 py-2.5 pr-3.5 pl-2.5 outline-offset-[-2px]"
      >
        {current ? (
          <span aria-hidden className="absolute inset-y-0 left-0 w-[3px] bg-accent max-md:hidden" />
        ) : null}
        <Score score={ping.score} />
        <span className="min-w-0">
          <span className="flex items-baseline justify-between gap-2">
            <span className="truncate font-medium" dir="auto">
              {title}
            </span>
            <time
              dateTime={ping.receivedAt}
              title={dateTimeOf(ping.receivedAt)}
              className="num shrink-0 text-12 leading-5 text-faint"
            >
              {age(ping.receivedAt, now)}
            </time>
          </span>
          <span className="block truncate text-muted">
            {ping.domain} · {protocolName[ping.protocol]} → {pathOf(ping.target.url)}
          </span>
          <span className="mt-1 flex flex-wrap gap-1 pr-6 pointer-coarse:pr-8">
            {changed ? (
              <Tag tone={statusTone[ping.status]}>{t(`status.${ping.status}`)}</Tag>
            ) : null}
            <TypeTag ping={ping} />
            <FactTags ping={ping} />
          </span>
        </span>
      </Link>
      <CheckMark
        checked={selected}
        onChange={() => onToggle(ping.id)}
        label={t('queue.select', { title })}
        className={cn(
          'absolute right-1.5 bottom-1 opacity-0 pointer-coarse:right-0 pointer-coarse:bottom-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
          (selected || selecting || current) && 'opacity-100',
        )}
      />
    </li>
  );
});
