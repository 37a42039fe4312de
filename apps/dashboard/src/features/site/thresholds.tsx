// The scores below which a ping is approved by itself, and from which on it goes to spam.
import type { Site } from '@trackwarden/contracts';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { Panel } from '../../ui/panel.js';
import { Switch } from '../../ui/toggle.js';
import { NumberInput } from './number-input.js';
import { useSiteChange } from './use-site-change.js';

const withinScale = (text: string): boolean =>
  text.trim() !== '' && Number(text) >= 0 && Number(text) <= 100;

export function Thresholds({ site }: { site: Site }) {
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
    <Panel title={t('policy.thresholds')} description={t('policy.thresholdsText')}>
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
              <NumberInput value={below} most={100} step="any" onChange={setBelow} />
            </Field>
          ) : null}
          <Field label={t('policy.from')} hint={t('policy.fromText')} error={problem.from}>
            <NumberInput value={from} most={100} step="any" onChange={setFrom} />
          </Field>
        </div>
        <div>
          <Button type="submit" busy={change.isPending} disabled={change.isPending}>
            {t('policy.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
