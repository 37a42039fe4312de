// What becomes of pings that no score decides, and what senders are told: one choice from a few each.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel.js';
import { Select, type Option } from '../../ui/select.js';
import { useSiteChange } from './use-site-change.js';

function Choice<T extends string>({
  label,
  text,
  value,
  options,
  onChange,
}: {
  label: string;
  text: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}) {
  return (
    <Panel title={label} description={text}>
      <Select
        label={label}
        className="max-w-80"
        value={value}
        options={options}
        onChange={onChange}
      />
    </Panel>
  );
}

export function Policy({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { changeSettings } = useSiteChange(site);
  const { unproven, selfPings, cloaking, pingbackFaults } = site.settings;
  return (
    <>
      <Choice
        label={t('policy.unproven')}
        text={t('policy.unprovenText')}
        value={unproven}
        options={[
          { value: 'spam', label: t('policy.toSpam') },
          { value: 'pending', label: t('policy.toPending') },
        ]}
        onChange={(chosen) => changeSettings({ unproven: chosen })}
      />
      <Choice
        label={t('policy.selfPings')}
        text={t('policy.selfPingsText')}
        value={selfPings}
        options={[
          { value: 'hold', label: t('policy.selfHold') },
          { value: 'approve', label: t('policy.selfApprove') },
          { value: 'ignore', label: t('policy.selfIgnore') },
        ]}
        onChange={(chosen) => changeSettings({ selfPings: chosen })}
      />
      <Choice
        label={t('policy.cloaking')}
        text={t('policy.cloakingText')}
        value={cloaking}
        options={[
          { value: 'hold', label: t('policy.cloakingHold') },
          { value: 'ignore', label: t('policy.cloakingIgnore') },
        ]}
        onChange={(chosen) => changeSettings({ cloaking: chosen })}
      />
      <Choice
        label={t('policy.faults')}
        text={t('policy.faultsText')}
        value={pingbackFaults}
        options={[
          { value: 'opaque', label: t('policy.opaque') },
          { value: 'detailed', label: t('policy.detailed') },
        ]}
        onChange={(chosen) => changeSettings({ pingbackFaults: chosen })}
      />
    </>
  );
}
