// All stored checks of a ping, folded away: who asked, what came, and what was different from the time before.
import type { Ping, PingCheck } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checksQuery } from '../../api/pings.js';
import { bytesOf, dateMinuteOf, dateTimeOf } from '../../format/time.js';
import { unprovenKey } from '../../parts/unread.js';
import { ErrorState, SkeletonLines } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { changesSince } from './check-changes.js';
import { stateTone } from './words.js';

/** The bytes and their digest tell a page that changed from one that stayed. */
function answerOf({ httpStatus, bytes, sha256 }: PingCheck['verification']): string {
  const parts = [httpStatus, bytes === null ? null : bytesOf(bytes), sha256?.slice(0, 8) ?? null];
  return parts.filter((part) => part !== null).join(' · ');
}

/** Said when it is another than the time before, or when the answer depends on it. */
function Asked({ check, last }: { check: PingCheck; last: PingCheck | undefined }) {
  const { t } = useTranslation();
  const { userAgent, otherLook } = check.verification;
  if (userAgent === null) return null;
  if (otherLook === null && userAgent === last?.verification.userAgent) return null;
  const agents = otherLook === null ? [userAgent] : [userAgent, otherLook.userAgent];
  return agents.map((agent) => (
    <p key={agent} className="font-mono text-12 leading-5 break-words text-muted">
      <span className="sr-only">{t('checks.askedAs')} </span>
      {agent}
      {otherLook === null ? null : (
        <span className="font-sans">
          {' '}
          {t(agent === userAgent ? 'checks.sawLink' : 'checks.sawNone')}
        </span>
      )}
    </p>
  ));
}

function Check({ check, earlier }: { check: PingCheck; earlier: readonly PingCheck[] }) {
  const { t } = useTranslation();
  const { verification, at, isSecondLook, score } = check;
  const { state, otherLook, link, failure } = verification;
  const changes = changesSince(check, earlier);
  const answer = answerOf(verification);
  return (
    <li className="border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0">
      <p className="num flex justify-between gap-4 text-12 leading-5 text-muted">
        <time dateTime={at} title={dateTimeOf(at)}>
          {dateMinuteOf(at)}
        </time>
        <span title={check.because}>{t('checks.score', { score: Math.round(score) })}</span>
      </p>
      <div className="mt-1 grid min-w-0 gap-1">
        <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
          {otherLook !== null && link !== null ? (
            <Tag tone="bad">{t('facts.cloaked')}</Tag>
          ) : (
            <Tag tone={stateTone[state]}>{t(`facts.state.${state}`)}</Tag>
          )}
          {isSecondLook ? <Tag>{t('checks.secondLook')}</Tag> : null}
          <span className="num text-muted">{answer}</span>
        </div>
        {failure === null ? null : <p>{t(unprovenKey(verification))}</p>}
        {changes === null ? null : (
          <p className={changes.length === 0 ? 'text-faint' : undefined}>
            {changes.length === 0
              ? t('checks.same')
              : t('checks.changed', {
                  what: changes.map((change) => t(`checks.change.${change}`)).join(', '),
                })}
          </p>
        )}
        <Asked check={check} last={earlier[0]} />
      </div>
    </li>
  );
}

function CheckList({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const checks = useQuery(checksQuery(ping.id, ping.version));
  if (checks.isError)
    return <ErrorState message={t('checks.failed')} onRetry={() => void checks.refetch()} />;
  if (checks.data === undefined) return <SkeletonLines lines={3} />;
  const { items } = checks.data;
  return (
    <ol aria-label={t('checks.heading')}>
      {items.map((check, index) => (
        <Check key={check.id} check={check} earlier={items.slice(index + 1)} />
      ))}
    </ol>
  );
}

export function Checks({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (ping.verification.checkedAt === null) return null;
  return (
    <details
      className="group rounded-m border border-line bg-surface"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-m px-4.5 text-12 font-medium text-muted [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} className="transition-transform group-open:rotate-90" aria-hidden />
        {t('checks.heading')}
      </summary>
      <div className="px-4.5 pb-4">{isOpen ? <CheckList ping={ping} /> : null}</div>
    </details>
  );
}
