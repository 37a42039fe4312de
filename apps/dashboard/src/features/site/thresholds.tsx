// The present thresholds, and the way to the one place where they are changed.
import type { Site } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../ui/button.js';
import { Panel } from '../../ui/panel.js';

export function Thresholds({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { approveBelow, spamFrom } = site.settings;
  const facts = [
    {
      name: t('bands.approveBelow'),
      value: approveBelow === null ? t('bands.never') : String(approveBelow),
      text: t(approveBelow === null ? 'policy.neverText' : 'policy.belowText'),
    },
    { name: t('bands.spamFrom'), value: String(spamFrom), text: t('policy.fromText') },
  ];
  return (
    <Panel title={t('policy.thresholds')} description={t('policy.thresholdsText')}>
      <dl className="grid gap-5 sm:grid-cols-2">
        {facts.map(({ name, value, text }) => (
          <div key={name}>
            <dt className="font-medium">{name}</dt>
            <dd className="num text-18 font-semibold">{value}</dd>
            <dd className="text-12 text-muted">{text}</dd>
          </div>
        ))}
      </dl>
      <Link
        to="/rules"
        search={(previous) => ({ site: previous.site })}
        className={buttonClass({}, 'mt-5')}
      >
        {t('policy.toThresholds')}
      </Link>
    </Panel>
  );
}
