// What becomes of pings: thresholds, unproven ones, those of the site itself; limits and answers.
import type { Site } from '@trackwarden/contracts';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { Panel } from '../../ui/panel.js';
import { Select } from '../../ui/select.js';
import { Switch } from '../../ui/toggle.js';
import { Audits } from './audits.js';
import { Caution } from './caution.js';
import { Limits } from './limits.js';
import { useSiteChange } from './use-site-change.js';

const withinScale = (text: string): boolean =>
  text.trim() !== '' && Number(text) >= 0 && Number(text) <= 100;

function Thresholds({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { change, changeSettings } = useSiteChange(site);
  const { approveBelow, spamFrom } = site.settings;
  const [automatic, setAutomatic] = useState(approveBelow !== null);
  const [below, setBelow] = useState(String(approveBelow ?? 5));
  const [from, setFrom] = useState(String(spamFrom));
  const [problem, setProblem] = useState<{ below?: string; from?: string }>({});

  function faultOf(): { below?: string; from?: string } | null {
    if (!withinScale(from)) return { from: t('policy.range') };
    if (!automatic) return null;
    if (!withinScale(below)) return { below: t('policy.range') };
    return Number(below) >= Number(from) ? { below: t('policy.order', { spamFrom: from }) } : null;
  }

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const wrong = faultOf();
    setProblem(wrong ?? {});
    if (wrong !== null) return;
    changeSettings({ approveBelow: automatic ? Number(below) : null, spamFrom: Number(from) });
  };

  return (
    <form noValidate className="grid gap-5" onSubmit={save}>
      <Switch
        checked={automatic}
        onChange={setAutomatic}
        label={t('policy.automatic')}
        hint={t('policy.automaticText')}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        {automatic ? (
          <Field label={t('policy.below')} hint={t('policy.belowText')} error={problem.below}>
            <Input
              type="number"
              inputMode="decimal"
              min={0}
              max={100}
              step="any"
              value={below}
              onChange={(event) => setBelow(event.target.value)}
            />
          </Field>
        ) : null}
        <Field label={t('policy.from')} hint={t('policy.fromText')} error={problem.from}>
          <Input
            type="number"
            inputMode="decimal"
            min={0}
            max={100}
            step="any"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </Field>
      </div>
      <div>
        <Button type="submit" busy={change.isPending} disabled={change.isPending}>
          {t('policy.save')}
        </Button>
      </div>
    </form>
  );
}

export function Policy({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { changeSettings } = useSiteChange(site);
  const { unproven, selfPings, cloaking, pingbackFaults } = site.settings;
  return (
    <>
      <Panel title={t('policy.thresholds')} description={t('policy.thresholdsText')}>
        <Thresholds key={site.id} site={site} />
      </Panel>
      <Caution site={site} />
      <Audits site={site} />
      <Panel title={t('policy.unproven')} description={t('policy.unprovenText')}>
        <Select
          label={t('policy.unproven')}
          className="max-w-80"
          value={unproven}
          options={[
            { value: 'spam', label: t('policy.toSpam') },
            { value: 'pending', label: t('policy.toPending') },
          ]}
          onChange={(value) => changeSettings({ unproven: value })}
        />
      </Panel>
      <Panel title={t('policy.selfPings')} description={t('policy.selfPingsText')}>
        <Select
          label={t('policy.selfPings')}
          className="max-w-80"
          value={selfPings}
          options={[
            { value: 'hold', label: t('policy.selfHold') },
            { value: 'approve', label: t('policy.selfApprove') },
            { value: 'ignore', label: t('policy.selfIgnore') },
          ]}
          onChange={(value) => changeSettings({ selfPings: value })}
        />
      </Panel>
      <Panel title={t('policy.cloaking')} description={t('policy.cloakingText')}>
        <Select
          label={t('policy.cloaking')}
          className="max-w-80"
          value={cloaking}
          options={[
            { value: 'hold', label: t('policy.cloakingHold') },
            { value: 'ignore', label: t('policy.cloakingIgnore') },
          ]}
          onChange={(value) => changeSettings({ cloaking: value })}
        />
      </Panel>
      <Panel title={t('limits.heading')} description={t('limits.text')}>
        <Limits site={site} />
      </Panel>
      <Panel title={t('policy.faults')} description={t('policy.faultsText')}>
        <Select
          label={t('policy.faults')}
          className="max-w-80"
          value={pingbackFaults}
          options={[
            { value: 'opaque', label: t('policy.opaque') },
            { value: 'detailed', label: t('policy.detailed') },
          ]}
          onChange={(value) => changeSettings({ pingbackFaults: value })}
        />
      </Panel>
    </>
  );
}
