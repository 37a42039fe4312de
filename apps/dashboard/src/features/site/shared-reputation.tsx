// Whether the site takes part where the sites of the installation share what they know of sources.
import type { Site } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reputationQuery } from '../../api/reputation.js';
import { Panel } from '../../ui/panel.js';
import { Switch } from '../../ui/toggle.js';
import { useSiteChange } from './use-site-change.js';

export function SharedReputation({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { data: reputation } = useQuery(reputationQuery);
  const { change, changeSettings } = useSiteChange(site);
  return (
    <Panel title={t('shared.title')} description={t('shared.text')}>
      <Switch
        checked={site.settings.sharedReputation}
        disabled={change.isPending}
        onChange={(sharedReputation) => changeSettings({ sharedReputation })}
        label={t('shared.label')}
        hint={reputation?.shared === false ? t('shared.off') : t('shared.hint')}
      />
    </Panel>
  );
}
