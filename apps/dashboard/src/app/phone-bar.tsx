// The bar at the top of phones: site, connection, and the menu of pages.
import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../ui/brand.js';
import { LiveStatus } from './live-status.js';
import { NavLinks } from './nav.js';
import { SiteSwitcher } from './site-switcher.js';

const iconButton = 'flex size-11 items-center justify-center rounded-m text-muted hover:bg-hover';

export function PhoneBar() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <header className="flex items-center justify-between border-b border-line bg-sunken py-1 pr-1 pl-4">
      <Brand className="mr-auto" />
      <div>
        <LiveStatus compact />
      </div>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger aria-label={t('nav.open')} className={iconButton}>
          <MenuIcon size={20} aria-hidden />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
          <Dialog.Popup className="fixed inset-y-0 right-0 z-50 flex w-72 max-w-[85vw] flex-col gap-2 overflow-y-auto border-l border-line bg-sunken p-3 outline-none">
            <div className="flex items-center justify-between pl-2">
              <Dialog.Title className="text-15 font-semibold">{t('nav.menu')}</Dialog.Title>
              <Dialog.Close aria-label={t('ui.close')} className={iconButton}>
                <X size={20} aria-hidden />
              </Dialog.Close>
            </div>
            <SiteSwitcher />
            <nav aria-label={t('nav.label')}>
              <NavLinks onFollow={() => setOpen(false)} />
            </nav>
            <div className="mt-auto border-t border-line px-2 pt-3">
              <LiveStatus compact={false} />
            </div>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </header>
  );
}
