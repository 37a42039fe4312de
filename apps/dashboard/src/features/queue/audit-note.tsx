// Above an automatic decision that was drawn: somebody is asked afresh.
import type { Ping } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';

export function AuditNote({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  if (ping.audit !== 'waiting') return null;
  return (
    <p role="note" className="rounded-m border border-line bg-accent-soft px-3 py-2">
      {t('audits.note')}
    </p>
  );
}
