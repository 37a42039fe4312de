// Says of what a page is a copy, and leads to the first of the others.
import type { Ping } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function CopyNote({ ping: { copyOf } }: { ping: Ping }) {
  const { t } = useTranslation();
  if (copyOf === null) return null;
  const { sources, ofTarget, originalPingId } = copyOf;
  return (
    <p role="note" className="rounded-m border border-line bg-hover px-3 py-2">
      {ofTarget ? `${t('copies.ofTarget')} ` : null}
      {sources > 0 ? `${t('copies.ofOthers', { count: sources })} ` : null}
      {originalPingId === null ? null : (
        <Link
          to="/queue"
          search={(previous) => ({ ...previous, ping: originalPingId, open: '1' })}
          className="underline underline-offset-2"
        >
          {t('copies.original')}
        </Link>
      )}
    </p>
  );
}
