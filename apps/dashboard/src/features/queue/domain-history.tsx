// What this domain has sent before, and how it was decided.
import type { Ping, PingDetail } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dateOf } from '../../format/time.js';
import { SkeletonLines } from '../../ui/states.js';
import { SourceHistory } from './source-history.js';
import { freshView } from './use-queue-search.js';

export function DomainHistory({ ping, detail }: { ping: Ping; detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  const history = detail?.domainHistory;
  const other = history === undefined ? 0 : history.total - history.approved - history.spam;
  return (
    <section className="border-b border-line py-5">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 className="text-12 font-medium break-all text-muted">{ping.domain}</h2>
        <Link
          to="/queue"
          search={(previous) => ({
            ...previous,
            ...freshView('all'),
            q: `domain:${ping.domain}`,
          })}
          className="flex min-h-6 items-center pointer-coarse:-my-3 pointer-coarse:min-h-11 text-12 whitespace-nowrap text-muted underline underline-offset-2 hover:text-text"
        >
          {t('domain.all')}
        </Link>
      </div>
      {history === undefined ? (
        <SkeletonLines lines={2} />
      ) : (
        <>
          {history.total <= 1 ? null : (
            <div aria-hidden className="mb-2.5 flex h-2 gap-0.5 overflow-hidden rounded-full">
              <span className="bg-ok" style={{ flexGrow: history.approved }} />
              <span className="bg-bad" style={{ flexGrow: history.spam }} />
              <span className="bg-line-strong" style={{ flexGrow: Math.max(0, other) }} />
            </div>
          )}
          <p>
            {history.firstSeenAt === null || history.total <= 1
              ? t('domain.first')
              : t('domain.pings', {
                  count: history.total,
                  since: dateOf(history.firstSeenAt),
                })}
          </p>
          {history.total <= 1 ? null : (
            <p className="text-muted">
              {t('domain.split', { approved: history.approved, spam: history.spam, other })}
            </p>
          )}
          <SourceHistory sources={detail?.sources ?? []} />
        </>
      )}
    </section>
  );
}
