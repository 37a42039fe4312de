// The readable text of the source as it was fetched, as plain text and folded away.
import type { PingDetail } from '@trackwarden/contracts';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function PageText({ detail }: { detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  const page = detail?.page;
  if (page === null || page === undefined || page.text === '') return null;
  return (
    <details className="group rounded-m border border-line bg-surface">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-m px-4.5 text-12 font-medium text-muted [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} className="transition-transform group-open:rotate-90" aria-hidden />
        {t('evidence.pageText', { count: page.textLength })}
      </summary>
      <p dir="auto" className="max-w-[68ch] px-4.5 pb-4 text-15 whitespace-pre-line">
        {page.text}
      </p>
    </details>
  );
}
