// Which share of the automatic decisions people look at, and how many of those were wrong.
import type { AuditedBand, Site } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { auditsQuery } from '../../api/policy.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { NumberSetting } from './number-setting.js';
import { useSiteChange } from './use-site-change.js';

const percent = (share: number): number => Math.round(share * 1_000) / 10;

function Line({ band }: { band: AuditedBand }) {
  const { t } = useTranslation();
  const { automatic, errorRate, interval, wrong, looked } = band;
  const sentence =
    errorRate === null || interval === null
      ? t(automatic === 0 ? 'audits.nothing' : 'audits.nobodyLooked')
      : t('audits.wrong', {
          ...{ wrong, looked, share: percent(errorRate) },
          ...{ low: percent(interval.low), high: percent(interval.high) },
        });
  return (
    <div>
      <dt className="font-medium">{t(`audits.band.${band.band}`, { count: automatic })}</dt>
      <dd className="text-muted">{sentence}</dd>
    </div>
  );
}

export function Audits({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { change, changeSettings } = useSiteChange(site);
  const asked = useQuery(auditsQuery(site.id));
  const report = asked.data;
  return (
    <Panel title={t('audits.heading')} description={t('audits.text')}>
      <QueryState query={asked} lines={2} failed={t('audits.failed')} />
      {report === undefined ? null : (
        <dl aria-label={t('audits.report', { days: report.days })} className="mb-5 grid gap-2">
          {report.bands.map((band) => (
            <Line key={band.band} band={band} />
          ))}
        </dl>
      )}
      <NumberSetting
        label={t('audits.share')}
        hint={t('audits.shareHint')}
        wrong={t('audits.wrongShare')}
        save={t('audits.save')}
        value={site.settings.auditShare}
        most={20}
        step="any"
        busy={change.isPending}
        onSave={(auditShare) => changeSettings({ auditShare })}
      />
    </Panel>
  );
}
