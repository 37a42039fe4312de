// "Check my page" among the site's panels.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { PageCheckForm } from '../../parts/page-check.js';
import { Panel } from '../../ui/panel.js';

export function PageCheckPanel({ site }: { site: Site }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('pageCheck.heading')} description={t('pageCheck.text')}>
      <PageCheckForm site={site} />
    </Panel>
  );
}
