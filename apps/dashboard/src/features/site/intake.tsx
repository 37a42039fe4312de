// The one switch that opens and closes the site to all senders at once.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { Tag } from '../../ui/tag.js';
import { Switch } from '../../ui/toggle.js';
import { useSiteChange } from './use-site-change.js';

export function Intake({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { change, changeSettings } = useSiteChange(site);
  const { intakeOpen } = site.settings;
  return (
    <section
      aria-label={t('intake.heading')}
      className={cn(
        'mb-8 rounded-m border bg-surface px-4.5 py-4',
        intakeOpen ? 'border-line-strong' : 'border-bad',
      )}
    >
      <Switch
        checked={intakeOpen}
        disabled={change.isPending}
        onChange={(open) => changeSettings({ intakeOpen: open })}
        label={<span className="text-15 font-semibold">{t('intake.take')}</span>}
        aside={
          <Tag tone={intakeOpen ? 'ok' : 'bad'}>
            {t(intakeOpen ? 'intake.open' : 'intake.closed')}
          </Tag>
        }
        hint={
          <>
            {t(intakeOpen ? 'intake.openText' : 'intake.closedText')} {t('intake.acts')}
          </>
        }
      />
    </section>
  );
}
