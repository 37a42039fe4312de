// Who pinged the site, and the campaigns among it.
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sourcesParts } from '../../state/search.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { cn } from '../../ui/cn.js';
import { Page } from '../../ui/panel.js';
import { CampaignsView } from './campaigns-view.js';
import { SourcesView } from './sources-view.js';

export function SourcesPage() {
  const { t } = useTranslation();
  const site = useSite();
  const { shown = 'sources' } = useSearch({ from: '/app/sources' });
  useTitle(t('nav.sources'));
  return (
    <Page title={t('nav.sources')} description={t('sources.text')}>
      <Views view={shown} />
      {shown === 'campaigns' ? (
        <CampaignsView key={site.id} site={site} />
      ) : (
        <SourcesView key={site.id} site={site} />
      )}
    </Page>
  );
}

function Views({ view }: { view: (typeof sourcesParts)[number] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('sources.views')} className="-mt-3 mb-5">
      <ul className="flex flex-wrap gap-0.5">
        {sourcesParts.map((name) => (
          <li key={name}>
            <Link
              to="/sources"
              search={(previous) => ({ ...previous, shown: name === 'sources' ? undefined : name })}
              preload={false}
              aria-current={name === view ? 'page' : undefined}
              className={cn(
                'flex min-h-8 items-center rounded-m px-2.5 whitespace-nowrap text-muted hover:bg-hover hover:text-text pointer-coarse:min-h-11',
                name === view && 'bg-accent-soft font-medium text-text hover:bg-accent-soft',
              )}
            >
              {t(`sources.view.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
