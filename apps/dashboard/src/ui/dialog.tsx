// A modal dialog: focus stays inside, Escape closes, focus returns to where it was.
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from './cn.js';

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  wide,
  initialFocus,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  wide?: boolean;
  /** Not `autoFocus`: that moves the focus before it is known where it was. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          className={cn(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-[480px] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-l border border-line bg-surface shadow-pop outline-none',
            wide && 'max-w-[640px]',
          )}
        >
          <div className="flex items-start justify-between gap-4 px-6 pt-5 pb-4">
            <div className="min-w-0">
              <Base.Title className="text-18 font-semibold">{title}</Base.Title>
              {description === undefined ? null : (
                <Base.Description className="mt-1 text-muted">{description}</Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={t('ui.close')}
              className="-mr-2 flex size-8 shrink-0 items-center justify-center rounded-m text-muted hover:bg-hover hover:text-text pointer-coarse:size-11"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-6 pt-1 pb-6">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
