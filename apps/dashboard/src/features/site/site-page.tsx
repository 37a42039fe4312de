// The selected site: its addresses, its policy, its lists, its targets.
import { useTranslation } from 'react-i18next';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { Page } from '../../ui/panel.js';
import { Addresses } from './addresses.js';
import { Akismet } from './akismet.js';
import { DangerZone } from './danger-zone.js';
import { DatedAddresses } from './dated-addresses.js';
import { DomainList } from './domain-list.js';
import { Details } from './details.js';
import { Intake } from './intake.js';
import { Opinions } from './opinions.js';
import { PageCheckPanel } from './page-check-panel.js';
import { Policy } from './policy.js';
import { SharedReputation } from './shared-reputation.js';
import { Targets } from './targets.js';

export function SitePage() {
  const { t } = useTranslation();
  const site = useSite();
  useTitle(site.name);
  return (
    <Page title={site.name} description={t('site.text')}>
      <div key={site.id}>
        <Intake site={site} />
        <Details site={site} />
        <Addresses site={site} />
        <DatedAddresses site={site} />
        <PageCheckPanel site={site} />
        <Policy site={site} />
        <DomainList site={site} name="blockedDomains" />
        <DomainList site={site} name="trustedDomains" />
        <SharedReputation site={site} />
        <Opinions site={site} />
        <Akismet site={site} />
        <Targets site={site} />
        <DangerZone site={site} />
      </div>
    </Page>
  );
}
