// Whether the site hands out addresses with a date, so that harvested lists of them lose their value.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel.js';
import { Switch } from '../../ui/toggle.js';
import { useSiteChange } from './use-site-change.js';

export function DatedAddresses({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { change, changeSettings } = useSiteChange(site);
  return (
    <Panel title={t('dated.title')} description={t('dated.text')}>
      <Switch
        checked={site.settings.datedAddresses}
        disabled={change.isPending}
        onChange={(datedAddresses) => changeSettings({ datedAddresses })}
        label={t('dated.label')}
        hint={t('dated.hint')}
      />
    </Panel>
  );
}
