// How far the caution of a new site has come; nothing for a site that is not new.
import type { Site } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cautionQuery } from '../api/policy.js';

export function CautionLine({ site, className }: { site: Site; className?: string }) {
  const { t } = useTranslation();
  const { data: caution } = useQuery(cautionQuery(site.id, site.settings.newSiteDecisions));
  if (caution?.isNew !== true) return null;
  const { decisions, needed } = caution;
  return (
    <p role="status" className={className}>
      <strong className="font-medium">{t('caution.progress', { decisions, needed })}</strong>{' '}
      {t('caution.meaning')}
    </p>
  );
}
