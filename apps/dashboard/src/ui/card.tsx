// A framed part of a page with a small heading.
import { useId, type ReactNode } from 'react';
import { cn } from './cn.js';

export function Card({
  title,
  level: Heading = 'h2',
  aside,
  className,
  children,
}: {
  title?: ReactNode;
  level?: 'h2' | 'h3';
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={cn('rounded-m border border-line bg-surface px-4.5 py-4', className)}
    >
      {title === undefined ? null : (
        <div className="mb-2 flex items-center justify-between gap-3">
          <Heading id={id} className="text-12 font-medium text-muted">
            {title}
          </Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
