// Says whether the screen is fed live, and when it last heard from the server.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { secondsSince } from '../format/time.js';
import { useLiveState, type LiveState } from '../state/live.js';
import { useNow } from '../state/now.js';
import { cn } from '../ui/cn.js';
import { Tooltip } from '../ui/tooltip.js';

const dots: Record<LiveState, string> = {
  connecting: 'bg-mute',
  live: 'bg-ok',
  reconnecting: 'bg-hold',
  offline: 'bg-bad',
};

export function LiveStatus({ compact }: { compact: boolean }) {
  const { t } = useTranslation();
  const state = useLiveState();
  const now = useNow(1000);
  const queryClient = useQueryClient();
  const updatedAt = Math.max(
    0,
    ...queryClient
      .getQueryCache()
      .findAll({ predicate: ({ queryKey }) => queryKey[0] === 'stats' || queryKey[0] === 'pings' })
      .map((query) => query.state.dataUpdatedAt),
  );
  const updated =
    updatedAt === 0 ? '' : t('shell.updated', { seconds: secondsSince(updatedAt, now) });
  const dot = <span aria-hidden className={cn('size-[7px] shrink-0 rounded-full', dots[state])} />;

  if (compact)
    return (
      <Tooltip text={`${t(`shell.live.${state}`)}, ${updated}`}>
        <button
          type="button"
          className="mx-auto flex size-8 items-center justify-center rounded-m pointer-coarse:size-11"
          aria-label={t(`shell.live.${state}`)}
        >
          {dot}
        </button>
      </Tooltip>
    );
  return (
    <div>
      <p role="status" className="flex items-center gap-1.5">
        {dot}
        {t(`shell.live.${state}`)}
      </p>
      <p className="num text-12 text-faint">{updated}</p>
    </div>
  );
}
