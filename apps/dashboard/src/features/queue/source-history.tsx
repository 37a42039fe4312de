// What people decided about the source before, from its path to the sender's network, as the last check knew it.
import type { PingDetail } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';

type History = PingDetail['sources'][number];

const order: Record<History['scope'], number> = {
  path: 0,
  author: 1,
  host: 2,
  domain: 3,
  network: 4,
};

const isDecided = ({ approved, spam, elsewhere }: History): boolean =>
  approved + spam > 0 || elsewhere !== null;

export function SourceHistory({ sources }: { sources: PingDetail['sources'] }) {
  const { t } = useTranslation();
  // evidence of an earlier release has none
  if (sources.length === 0) return null;
  const decided = sources.filter(isDecided).sort((a, b) => order[a.scope] - order[b.scope]);
  const isShared = sources.every(({ scope }) => scope !== 'domain');
  return (
    <div className="mt-3.5">
      <h3 className="mb-1.5 text-12 font-medium text-muted">{t('sourceHistory.heading')}</h3>
      {isShared ? <p className="mb-1.5 text-muted">{t('sourceHistory.personal')}</p> : null}
      {decided.length === 0 ? <p>{t('sourceHistory.none')}</p> : null}
      <ul className="grid gap-2">
        {decided.map((history) => (
          <ScopeRow key={history.scope} history={history} />
        ))}
      </ul>
    </div>
  );
}

function ScopeRow({ history }: { history: History }) {
  const { t } = useTranslation();
  const { scope, key, approved, spam, firstSeenDaysAgo, elsewhere } = history;
  return (
    <li>
      <p className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 font-mono text-12 break-all">{key}</span>
        <span className="text-12 text-muted">{t(`sourceHistory.scopes.${scope}`)}</span>
      </p>
      <p className="num">{t('sourceHistory.counts', { approved, spam })}</p>
      {elsewhere === null ? null : (
        <p className="num text-muted">{t('sourceHistory.elsewhere', elsewhere)}</p>
      )}
      {firstSeenDaysAgo === null ? null : (
        <p className="text-12 text-muted">
          {t('sourceHistory.seen', { count: Math.floor(firstSeenDaysAgo) })}
        </p>
      )}
    </li>
  );
}
