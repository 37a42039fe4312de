// A section of a settings page: what it is on the left, the controls on the right.
import { useId, type ReactNode } from 'react';
import { cn } from './cn.js';

export function Panel({
  title,
  description,
  tone,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  tone?: 'bad';
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t border-line py-8 first:border-t-0 first:pt-0 lg:grid-cols-[232px_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className={cn('text-15 font-semibold', tone === 'bad' && 'text-bad')}>
          {title}
        </h2>
        {description === undefined ? null : <p className="mt-1 text-muted">{description}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** The frame of an ordinary page: one heading, a measure that reads well. */
export function Page({
  title,
  description,
  actions,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main id="main" tabIndex={-1} className="min-h-0 overflow-y-auto outline-none">
      <div className="mx-auto max-w-[1040px] px-4 py-6 md:px-8 md:py-8">
        <header className="mb-8 flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0 flex-1 basis-64">
            <h1 className="text-24 font-semibold tracking-[-0.014em]">{title}</h1>
            {description === undefined ? null : (
              <p className="mt-1 max-w-[64ch] text-muted">{description}</p>
            )}
          </div>
          {actions}
        </header>
        {children}
      </div>
    </main>
  );
}
