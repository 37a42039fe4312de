// What a part of a page shows when it has nothing, waits, or failed.
import { CircleAlert } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';
import { cn } from './cn.js';

/** Shows its children only after a wait, so that quick answers do not flash. */
export function Delayed({ afterMs = 150, children }: { afterMs?: number; children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return due ? children : null;
}

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('skeleton h-4', className)} />;
}

/** Grey lines in place of text that is on its way. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Delayed>
      <div role="status" className="grid gap-3">
        <span className="sr-only">{t('ui.loading')}</span>
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} className={line % 3 === 2 ? 'w-2/5' : 'w-full'} />
        ))}
      </div>
    </Delayed>
  );
}

export function EmptyState({
  icon,
  title,
  level: Heading = 'h2',
  children,
  actions,
}: {
  icon?: ReactNode;
  title: ReactNode;
  level?: 'h2' | 'h3';
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-[440px] flex-col items-center px-6 py-12 text-center">
      {icon === undefined ? null : (
        <div className="mb-4 flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent">
          {icon}
        </div>
      )}
      <Heading className="text-15 font-semibold">{title}</Heading>
      {children === undefined ? null : <div className="mt-1 text-muted">{children}</div>}
      {actions === undefined ? null : (
        <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>
      )}
    </div>
  );
}

export function ErrorState({ message, onRetry }: { message: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-m border border-line bg-bad-soft px-4 py-3"
    >
      <CircleAlert size={16} className="shrink-0 text-bad" aria-hidden />
      <p className="min-w-0 flex-1 basis-40">{message}</p>
      <Button size="s" onClick={onRetry}>
        {t('ui.retry')}
      </Button>
    </div>
  );
}
