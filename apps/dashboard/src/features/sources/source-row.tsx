// One source: what came of it, what was decided, and the lists.
import type { ListKind, Site, Source } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ago } from '../../format/time.js';
import { useListSource } from '../../parts/use-list-source.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { Tag } from '../../ui/tag.js';

const percentOf = (share: number): number => Math.round(share * 100);

/** Scope and value of the entry that covers the source. */
const entryFor = ({ scope, key }: Source) =>
  scope === 'author' ? { scope, value: `https://${key}` } : { scope, value: key };

export function SourceRow({ site, source }: { site: Site; source: Source }) {
  const { t } = useTranslation();
  const now = useNow();
  const add = useListSource(site);
  const { key, scope, pings, waiting, approved, spam, spamShare, listed } = source;
  const facts = [
    t('sources.pings', { count: pings }),
    ...(waiting === 0 ? [] : [t('sources.waiting', { count: waiting })]),
    ...(approved + spam === 0
      ? [t('sources.undecided')]
      : [
          t('sources.decided', { approved, spam }),
          t('sources.share', {
            mean: percentOf(spamShare.mean),
            low: percentOf(spamShare.low),
            high: percentOf(spamShare.high),
          }),
        ]),
  ];
  const put = (list: ListKind) => add.mutate({ list, ...entryFor(source) });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4.5 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-12 leading-5 font-medium break-all">{key}</span>
          {listed === null ? null : (
            <Tag tone={listed === 'block' ? 'bad' : 'ok'}>{t(`lists.listed.${listed}`)}</Tag>
          )}
          {scope === 'domain' ? null : <Tag>{t('sources.person')}</Tag>}
        </p>
        <p className="num">{facts.join(' · ')}</p>
        <p className="num text-muted">
          {t('sources.seen', {
            first: ago(source.firstSeenAt, now),
            last: ago(source.lastSeenAt, now),
          })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1 max-sm:-ml-2">
        <Link
          to="/queue"
          search={(previous) => ({
            site: previous.site,
            view: 'all' as const,
            q: scope === 'domain' ? `domain:${key}` : key,
          })}
          aria-label={t('sources.showOf', { key })}
          className="flex min-h-7 items-center px-2 text-12 whitespace-nowrap text-muted underline underline-offset-2 hover:text-text pointer-coarse:min-h-11"
        >
          {t('sources.show')}
        </Link>
        {listed === null ? (
          <>
            <Button
              size="s"
              weight="danger"
              disabled={add.isPending}
              aria-label={t('sources.blockOf', { key })}
              onClick={() => put('block')}
            >
              {t('sources.block')}
            </Button>
            <Button
              size="s"
              disabled={add.isPending}
              aria-label={t('sources.trustOf', { key })}
              onClick={() => put('trust')}
            >
              {t('sources.trust')}
            </Button>
          </>
        ) : null}
      </div>
    </li>
  );
}
