// The parts of the site page, as links.
import { useTranslation } from 'react-i18next';
import { PageParts, PartLink } from '../../parts/page-parts.js';
import { siteSections } from '../../state/search.js';

export function SiteViews({ section }: { section: (typeof siteSections)[number] }) {
  const { t } = useTranslation();
  return (
    <PageParts label={t('site.views')}>
      {siteSections.map((name) => (
        <PartLink
          key={name}
          to="/site"
          search={(previous) => ({ ...previous, section: name === 'general' ? undefined : name })}
          preload={false}
          isCurrent={name === section}
        >
          {t(`site.view.${name}`)}
        </PartLink>
      ))}
    </PageParts>
  );
}
