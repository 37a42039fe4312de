// The secret of the site-wide inbox, and the address that carries it.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.js';
import { Panel } from '../../ui/panel.js';
import { TextSetting } from './text-setting.js';

export function InboxPassphrase({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { inboxPassphrase } = site.settings;
  return (
    <Panel title={t('inbox.heading')} description={t('inbox.text')}>
      <TextSetting
        site={site}
        name="inboxPassphrase"
        read={(text) => text}
        label={t('inbox.passphrase')}
        hint={t('inbox.passphraseHint')}
        save={t('inbox.save')}
      />
      {inboxPassphrase === null ? null : (
        <div className="mt-5">
          <p className="mb-1.5 font-medium">{t('inbox.address')}</p>
          <CopyField
            label={t('inbox.address')}
            value={`${site.trackbackUrl}/${encodeURIComponent(inboxPassphrase)}`}
          />
        </div>
      )}
    </Panel>
  );
}
