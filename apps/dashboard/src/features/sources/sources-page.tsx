// Who pinged the site, and the campaigns among it.
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageParts, PartLink } from '../../parts/page-parts.js';
import { sourcesParts } from '../../state/search.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
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
    <PageParts label={t('sources.views')}>
      {sourcesParts.map((name) => (
        <PartLink
          key={name}
          to="/sources"
          search={(previous) => ({ ...previous, shown: name === 'sources' ? undefined : name })}
          preload={false}
          isCurrent={name === view}
        >
          {t(`sources.view.${name}`)}
        </PartLink>
      ))}
    </PageParts>
  );
}
