// What the check of the source found, fact by fact.
import type { CheckFailure, Ping, PingDetail } from '@trackwarden/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ago, ahead, bytesOf, dateOf, dateTimeOf, languageOf } from '../../format/time.js';
import { ExternalLink } from '../../ui/external-link.js';
import { CloudOff } from 'lucide-react';
import { useNow } from '../../state/now.js';
import { isUnread, unprovenKey } from '../../parts/unread.js';
import { Card } from '../../ui/card.js';
import { Skeleton } from '../../ui/states.js';
import { AuthorFact, hasPhoto } from './author-fact.js';

function Fact({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div className="min-w-0" {...(title === undefined ? {} : { title })}>
      <dt className="text-12 leading-5 text-muted">{name}</dt>
      <dd className="num break-words">{children}</dd>
    </div>
  );
}

function useLinkFact(ping: Ping): string {
  const { t } = useTranslation();
  const { link, state } = ping.verification;
  if (link === null) return t(isUnread(state) ? 'evidence.linkUnknown' : 'evidence.linkNone');
  const rel = link.rel.length === 0 ? t('evidence.noRel') : `rel ${link.rel.join(' ')}`;
  const seen = t(link.visible ? 'evidence.visible' : 'evidence.invisible');
  const place = t('evidence.position', { position: link.position });
  const through = link.through === null ? [] : [t('evidence.through', { host: link.through })];
  return [seen, place, rel, ...through].join(', ');
}

/** Only a guess is a finding; a declared language stands in the heading. */
function useDetectedLanguage(ping: Ping, page: PingDetail['page'] | undefined): string | null {
  const { t } = useTranslation();
  const { language } = ping.extracted;
  if (language === null || !page?.languageDetected) return null;
  return t('evidence.detected', { language: languageOf(language) });
}

/** What nearly every page has says nothing about this one. */
const isUsual = (charset: string): boolean => /^utf-?8$/i.test(charset);

/** The same post by another address of its own, as its AMP page. */
function SamePage({ pings }: { pings: PingDetail['samePageAs'] }) {
  const { t } = useTranslation();
  return (
    <div className="mt-3.5 border-t border-line pt-3">
      <p className="text-12 leading-5 text-muted">{t('evidence.samePage')}</p>
      <ul className="grid gap-1">
        {pings.map(({ id, source, status }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2">
            <span className="min-w-0 font-mono text-12 break-all">
              <ExternalLink href={source}>{source}</ExternalLink>
            </span>
            <span className="text-12 text-muted">{t(`status.${status}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The source fails its checks for now; nothing is taken back for that. */
function Failing({ failure }: { failure: CheckFailure }) {
  const { t } = useTranslation();
  const { count, since } = failure;
  return (
    <p className="mt-3.5 flex items-start gap-2 border-t border-line pt-3">
      <CloudOff size={16} className="mt-0.5 shrink-0 text-muted" aria-hidden />
      <span>
        {t('evidence.failing', { count, since: dateOf(since) })}{' '}
        <span className="text-muted">{t(unprovenKey(failure))}</span>
      </span>
    </p>
  );
}

export function CheckFacts({ ping, detail }: { ping: Ping; detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const { verification, extracted, lastFailure, nextCheckAt } = ping;
  const { httpStatus, contentType, bytes, redirects, checkedAt, charset } = verification;
  const kind = contentType?.split(';')[0]?.trim() ?? null;
  const answer = [httpStatus, kind, bytes === null ? null : bytesOf(bytes)];
  const page = detail?.page;
  const language = useDetectedLanguage(ping, page);
  return (
    <Card level="h3" title={t('evidence.check')} className="@container">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 @md:grid-cols-3">
        <Fact name={t('evidence.link')}>{useLinkFact(ping)}</Fact>
        <Fact name={t('evidence.answer')}>
          {answer.filter((part) => part !== null).join(', ') || t('evidence.noAnswer')}
        </Fact>
        <Fact name={t('evidence.redirects')}>
          {redirects.length === 0 ? t('evidence.none') : redirects.join(' → ')}
        </Fact>
        <Fact name={t('evidence.outgoing')}>
          {detail === undefined ? (
            <Skeleton className="my-0.5 w-24" />
          ) : page === null || page === undefined ? (
            t('evidence.notRead')
          ) : (
            t('evidence.outgoingCount', {
              count: page.outgoingLinks,
              hosts: t('evidence.hosts', { count: page.outgoingHosts }),
            })
          )}
        </Fact>
        <Fact name={t('evidence.published')}>
          {extracted.publishedAt === null ? t('evidence.notStated') : dateOf(extracted.publishedAt)}
        </Fact>
        <Fact
          name={t('evidence.checked')}
          {...(checkedAt === null ? {} : { title: dateTimeOf(checkedAt) })}
        >
          {checkedAt === null ? t('evidence.notYet') : ago(checkedAt, now)}
        </Fact>
        {nextCheckAt === null ? null : (
          <Fact name={t('evidence.nextCheck')} title={dateTimeOf(nextCheckAt)}>
            {ahead(nextCheckAt, now)}
          </Fact>
        )}
        {extracted.author.name === null && !hasPhoto(ping) ? null : (
          <Fact name={t('evidence.author')}>
            <AuthorFact key={ping.id} ping={ping} />
          </Fact>
        )}
        {language === null ? null : <Fact name={t('evidence.language')}>{language}</Fact>}
        {charset === null || isUsual(charset) ? null : (
          <Fact name={t('evidence.charset')}>{charset}</Fact>
        )}
        {verification.sha256 === null ? null : (
          <Fact name={t('evidence.digest')} title={verification.sha256}>
            <code className="font-mono text-12">{verification.sha256.slice(0, 12)}</code>
          </Fact>
        )}
        {page?.noindex ? <Fact name={t('evidence.robots')}>{t('evidence.noindex')}</Fact> : null}
      </dl>
      {detail === undefined || detail.samePageAs.length === 0 ? null : (
        <SamePage pings={detail.samePageAs} />
      )}
      {lastFailure === null ? null : <Failing failure={lastFailure} />}
    </Card>
  );
}
