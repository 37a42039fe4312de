// Chooses the site that the pages show, and makes new ones.
import { Menu } from '@base-ui/react/menu';
import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSelectedSite } from '../state/selected-site.js';
import { cn } from '../ui/cn.js';
import { NewSiteDialog } from './new-site-dialog.js';

const item =
  'flex min-h-9 cursor-default items-center gap-2 rounded-s px-2 py-1 outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11';

export function SiteSwitcher({ compact }: { compact?: boolean }) {
  const { t } = useTranslation();
  const { sites, site, select } = useSelectedSite();
  const [creating, setCreating] = useState(false);
  // Inside the page's header, so that the menu belongs to a landmark.
  const place = useRef<HTMLDivElement>(null);
  const name = site?.name ?? '';
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          aria-label={t('shell.switchSite', { name })}
          className={cn(
            'flex min-h-9 w-full min-w-0 items-center justify-between gap-2 rounded-m border border-line-strong bg-surface px-2.5 text-left font-medium hover:bg-hover pointer-coarse:min-h-11',
            compact && 'justify-center px-0',
          )}
        >
          {compact ? (
            <span aria-hidden>{Array.from(name).at(0)?.toUpperCase()}</span>
          ) : (
            <>
              <span className="truncate">{name}</span>
              <ChevronsUpDown size={14} className="shrink-0 text-faint" aria-hidden />
            </>
          )}
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner positionMethod="fixed" align="start" sideOffset={4} className="z-50">
            <Menu.Popup className="max-h-(--available-height) max-w-80 min-w-[max(var(--anchor-width),200px)] overflow-y-auto rounded-m border border-line bg-surface p-1 shadow-pop outline-none">
              <Menu.RadioGroup value={site?.id ?? ''} onValueChange={select}>
                {sites.map(({ id, name: label, origins }) => (
                  <Menu.RadioItem key={id} value={id} closeOnClick className={item}>
                    <span className="w-4 shrink-0 text-accent">
                      <Menu.RadioItemIndicator>
                        <Check size={14} aria-hidden />
                      </Menu.RadioItemIndicator>
                    </span>
                    <span className="min-w-0">
                      <span className="block truncate">{label}</span>
                      <span className="block truncate text-12 text-faint">{origins[0]}</span>
                    </span>
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
              <Menu.Separator className="my-1 h-px bg-line" />
              <Menu.Item className={item} onClick={() => setCreating(true)}>
                <span className="w-4 shrink-0 text-muted">
                  <Plus size={14} aria-hidden />
                </span>
                {t('site.new')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <div ref={place} />
      <NewSiteDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
