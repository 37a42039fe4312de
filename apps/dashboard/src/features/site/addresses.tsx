// Where senders ping this site, the secret of its inbox, and what to paste so that they find it.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { DiscoverySnippets } from '../../parts/discovery-snippets.js';
import { CopyField } from '../../ui/copy-field.js';
import { Panel } from '../../ui/panel.js';
import { InboxPassphrase } from './inbox-passphrase.js';

export function Addresses({ site }: { site: Site }) {
  const { t } = useTranslation();
  return (
    <>
      <Panel title={t('site.addresses')} description={t('site.addressesText')}>
        <p className="mb-1.5 font-medium">{t('site.trackbackUrl')}</p>
        <CopyField label={t('site.trackbackUrl')} value={site.trackbackUrl} />
        {site.settings.datedAddresses ? (
          <p className="mt-2 text-muted">{t('dated.plainHeld')}</p>
        ) : null}
      </Panel>
      <InboxPassphrase site={site} />
      <Panel title={t('discovery.heading')} description={t('discovery.text')}>
        <DiscoverySnippets siteKey={site.key} target={`${site.origins[0] ?? ''}/`} />
      </Panel>
    </>
  );
}
