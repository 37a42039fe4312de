// The selected site, part by part: what it is, its addresses, its pages, its policy, whom it trusts.
import type { Site } from '@trackwarden/contracts';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { siteSections } from '../../state/search.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { Page } from '../../ui/panel.js';
import { Addresses } from './addresses.js';
import { Akismet } from './akismet.js';
import { Audits } from './audits.js';
import { Caution } from './caution.js';
import { Closing } from './closing.js';
import { DangerZone } from './danger-zone.js';
import { DatedAddresses } from './dated-addresses.js';
import { Details } from './details.js';
import { DomainList } from './domain-list.js';
import { Intake } from './intake.js';
import { Opinions } from './opinions.js';
import { PageCheckPanel } from './page-check-panel.js';
import { Policy } from './policy.js';
import { SharedReputation } from './shared-reputation.js';
import { SiteViews } from './site-views.js';
import { Targets } from './targets.js';
import { Thresholds } from './thresholds.js';

type Section = (typeof siteSections)[number];

function Shown({ section, site }: { section: Section; site: Site }) {
  switch (section) {
    case 'general':
      return (
        <>
          <Intake site={site} />
          <div>
            <Details site={site} />
            <DangerZone site={site} />
          </div>
        </>
      );
    case 'addresses':
      return (
        <>
          <Addresses site={site} />
          <DatedAddresses site={site} />
          <PageCheckPanel site={site} />
        </>
      );
    case 'pages':
      return (
        <>
          <Targets site={site} />
          <Closing site={site} />
        </>
      );
    case 'policy':
      return (
        <>
          <Thresholds site={site} />
          <Caution site={site} />
          <Audits site={site} />
          <Policy site={site} />
        </>
      );
    case 'trust':
      return (
        <>
          <DomainList site={site} name="blockedDomains" />
          <DomainList site={site} name="trustedDomains" />
          <SharedReputation site={site} />
          <Opinions site={site} />
          <Akismet site={site} />
        </>
      );
  }
}

export function SitePage() {
  const { t } = useTranslation();
  const site = useSite();
  const { section = 'general' } = useSearch({ from: '/app/site' });
  useTitle(site.name);
  return (
    <Page title={site.name} description={t('site.text')}>
      <SiteViews section={section} />
      <div key={`${site.id} ${section}`}>
        <Shown section={section} site={site} />
      </div>
    </Page>
  );
}
