// The text of the source as it was fetched: folded away, in a frame in which nothing of it can act.
import type { PingDetail } from '@trackwarden/contracts';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShownTheme } from '../../state/theme.js';
import { cn } from '../../ui/cn.js';
import { InertFrame } from '../../ui/inert-frame.js';

/** Characters that need no tall frame: the frame cannot tell how high its content is. */
const SHORT = 500;

export function PageText({ detail }: { detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  const theme = useShownTheme();
  const [opened, setOpened] = useState<string | null>(null);
  if (detail === undefined || detail.page === null || detail.page.text === '') return null;
  const { id, page } = detail;
  const isOpen = opened === id;
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open ? id : null)}
      className="group rounded-m border border-line bg-surface"
    >
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-m px-4.5 text-12 font-medium text-muted [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} className="transition-transform group-open:rotate-90" aria-hidden />
        {t('evidence.pageText', { count: page.textLength })}
      </summary>
      {isOpen ? (
        <InertFrame
          src={`/api/v1/pings/${id}/snapshot?theme=${theme}`}
          title={t('evidence.snapshot')}
          className={cn(
            'w-full rounded-b-m border-t border-line',
            page.textLength < SHORT ? 'h-56' : 'h-[min(60vh,480px)]',
          )}
        />
      ) : null}
    </details>
  );
}
