// The rail at the left: site, pages, connection. Icons only between 768 and 1023 px.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMedia } from '../state/media.js';
import { Brand } from '../ui/brand.js';
import { LiveStatus } from './live-status.js';
import { NavLinks } from './nav.js';
import { SiteSwitcher } from './site-switcher.js';

export function Rail() {
  const { t } = useTranslation();
  const compact = !useMedia('(min-width: 64rem)');
  return (
    <header className="flex min-h-0 flex-col gap-1 overflow-y-auto border-r border-line bg-sunken px-2 py-4 lg:px-3">
      <Link
        to="/queue"
        className="mb-3 flex min-h-8 items-center rounded-m px-2 max-lg:justify-center"
      >
        <Brand compact={compact} />
      </Link>
      <SiteSwitcher compact={compact} />
      <nav aria-label={t('nav.label')} className="mt-2">
        <NavLinks compact={compact} />
      </nav>
      <div className="mt-auto border-t border-line pt-2 lg:px-2">
        <LiveStatus compact={compact} />
      </div>
    </header>
  );
}
