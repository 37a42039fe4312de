// The present thresholds, and the way to the one place where they are changed.
import type { Site } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../ui/button.js';
import { Panel } from '../../ui/panel.js';

export function Thresholds({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { approveBelow, spamFrom } = site.settings;
  // no score is below 0, and none reaches 100
  const approves = approveBelow !== null && approveBelow > 0;
  const facts = [
    {
      name: t('bands.approveBelow'),
      value: approves ? String(approveBelow) : t('bands.never'),
      text: t(approves ? 'policy.belowText' : 'policy.neverText'),
    },
    {
      name: t('bands.spamFrom'),
      value: spamFrom < 100 ? String(spamFrom) : t('bands.never'),
      text: t(spamFrom < 100 ? 'policy.fromText' : 'policy.neverSpamText'),
    },
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
