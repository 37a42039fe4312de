// Shows the current toast and reads it out politely; it waits while it is hovered or focused.
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissToast, useToast } from '../state/toast.js';
import { cn } from './cn.js';
import { Kbd } from './kbd.js';

const shownMs = 8000;

export function Toaster() {
  const { t } = useTranslation();
  const toast = useToast();
  const [paused, setPaused] = useState(false);

  useEffect(() => {
    if (toast === null || paused) return;
    const timer = setTimeout(dismissToast, shownMs);
    return () => clearTimeout(timer);
  }, [toast, paused]);

  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {toast?.text}
      </div>
      {toast === null ? null : (
        <div
          key={toast.id}
          role="region"
          aria-label={t('ui.notice')}
          onMouseEnter={() => setPaused(true)}
          onMouseLeave={() => setPaused(false)}
          onFocus={() => setPaused(true)}
          onBlur={() => setPaused(false)}
          className="fixed bottom-20 left-1/2 z-30 flex w-max max-w-[calc(100vw-24px)] -translate-x-1/2 items-center gap-1 rounded-m bg-toast py-1 pr-1 pl-4 text-toast-text shadow-pop max-md:bottom-36"
        >
          <p className={cn('min-w-0 py-1', toast.tone === 'bad' && 'font-medium')}>{toast.text}</p>
          {toast.action === undefined ? null : (
            <button
              type="button"
              className="ml-2 flex min-h-8 shrink-0 whitespace-nowrap items-center gap-2 rounded-s px-2 font-medium text-toast-accent hover:underline focus-visible:outline-toast-accent pointer-coarse:min-h-11"
              onClick={toast.action.act}
            >
              {toast.action.label}
              {toast.action.hint === undefined ? null : <Kbd>{toast.action.hint}</Kbd>}
            </button>
          )}
          <button
            type="button"
            aria-label={t('ui.dismiss')}
            className="flex size-8 shrink-0 items-center justify-center rounded-s focus-visible:outline-toast-accent pointer-coarse:size-11"
            onClick={dismissToast}
          >
            <X size={14} aria-hidden />
          </button>
        </div>
      )}
    </>
  );
}
