// How old a page may be that takes pings.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel.js';
import { TextSetting } from './text-setting.js';

export function Closing({ site }: { site: Site }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('closing.heading')} description={t('closing.text')}>
      <TextSetting
        site={site}
        name="closeAfterDays"
        read={Number}
        label={t('closing.days')}
        hint={t('closing.daysHint')}
        wrong={t('closing.daysRange')}
        save={t('closing.save')}
        // not a number field: what it cannot read it would hand on as empty, which means never
        inputMode="numeric"
      />
    </Panel>
  );
}
