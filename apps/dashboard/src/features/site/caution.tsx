// How many decisions a new site waits for before it decides by itself.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { CautionLine } from '../../parts/caution-line.js';
import { Panel } from '../../ui/panel.js';
import { NumberSetting } from './number-setting.js';
import { useSiteChange } from './use-site-change.js';

export function Caution({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { change, changeSettings } = useSiteChange(site);
  return (
    <Panel title={t('caution.heading')} description={t('caution.text')}>
      <CautionLine site={site} className="mb-5" />
      <NumberSetting
        label={t('caution.decisions')}
        hint={t('caution.decisionsHint')}
        wrong={t('caution.wrong')}
        save={t('caution.save')}
        value={site.settings.newSiteDecisions}
        most={1_000}
        step={1}
        busy={change.isPending}
        onSave={(newSiteDecisions) => changeSettings({ newSiteDecisions })}
      />
    </Panel>
  );
}
