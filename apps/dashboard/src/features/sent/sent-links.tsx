// The links of a post and what became of each; those without an endpoint are folded away.
import type { OutgoingPing } from '@trackwarden/contracts';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ahead, ago, dateTimeOf } from '../../format/time.js';
import { sentence } from '../../format/sentence.js';
import { protocolName } from '../../parts/protocol-name.js';
import { ExternalLink } from '../../ui/external-link.js';
import { Tag, type Tone } from '../../ui/tag.js';

const tones: Record<OutgoingPing['status'], Tone> = {
  waiting: 'hold',
  sent: 'ok',
  'already-registered': 'ok',
  failed: 'bad',
  'no-endpoint': 'mute',
  refused: 'bad',
};

/** What the endpoint said, or why nothing came of it. */
function Answer({ link }: { link: OutgoingPing }) {
  const { t } = useTranslation();
  const { httpStatus, answer, error, statusUrl } = link;
  // The reason of a failure names the status already.
  const code = httpStatus === null || error !== null ? '' : String(httpStatus);
  const said = [code, answer ?? ''].filter(Boolean);
  return (
    <>
      {error === null ? null : (
        <p className={link.status === 'waiting' ? 'text-muted' : 'text-bad'}>{sentence(error)}</p>
      )}
      {said.length === 0 ? null : (
        <p className="text-12 text-muted">
          {t('sent.answered')} <span className="font-mono">{said.join(' · ')}</span>
        </p>
      )}
      {statusUrl === null ? null : (
        <p className="text-12">
          <ExternalLink href={statusUrl}>{t('sent.statusPage')}</ExternalLink>
        </p>
      )}
    </>
  );
}

/** When it was taken, or when it is tried again. */
function When({ link, now }: { link: OutgoingPing; now: number }) {
  const { t } = useTranslation();
  const { status, attempts, nextAttemptAt, sentAt } = link;
  if (status === 'waiting' && nextAttemptAt !== null && attempts > 0)
    return (
      <time dateTime={nextAttemptAt} title={dateTimeOf(nextAttemptAt)}>
        {t('sent.nextAttempt', { when: ahead(nextAttemptAt, now), count: attempts })}
      </time>
    );
  if (sentAt === null) return null;
  return (
    <time dateTime={sentAt} title={dateTimeOf(sentAt)}>
      {ago(sentAt, now)}
    </time>
  );
}

function LinkRow({ link, now }: { link: OutgoingPing; now: number }) {
  const { t } = useTranslation();
  const { target, protocol, endpoint, status } = link;
  return (
    <li className="grid gap-x-5 gap-y-1.5 border-t border-line px-4.5 py-3 md:grid-cols-[136px_minmax(0,1fr)]">
      <div className="flex items-center gap-x-2 self-start max-md:flex-wrap md:flex-col md:items-start md:gap-y-1">
        <Tag tone={tones[status]}>{t(`sent.link.${status}`)}</Tag>
        <span className="num text-12 text-muted empty:hidden">
          <When link={link} now={now} />
        </span>
      </div>
      <div className="grid min-w-0 gap-0.5">
        <p>
          <ExternalLink href={target}>{target}</ExternalLink>
        </p>
        {endpoint === null ? null : (
          <p className="text-12 text-muted">
            {protocol === null ? null : `${protocolName[protocol]} · `}
            <span className="font-mono break-all">{endpoint}</span>
          </p>
        )}
        <Answer link={link} />
      </div>
    </li>
  );
}

export function SentLinks({ links, now }: { links: readonly OutgoingPing[]; now: number }) {
  const { t } = useTranslation();
  const silent = links.filter(({ status }) => status === 'no-endpoint');
  const rest = links.filter(({ status }) => status !== 'no-endpoint');
  return (
    <>
      {rest.length === 0 ? null : (
        <ul aria-label={t('sent.links')}>
          {rest.map((link) => (
            <LinkRow key={link.id} link={link} now={now} />
          ))}
        </ul>
      )}
      {silent.length === 0 ? null : (
        <details className="group border-t border-line">
          <summary className="flex min-h-11 list-none items-center gap-2 px-4.5 text-muted outline-offset-[-2px] hover:text-text [&::-webkit-details-marker]:hidden">
            <ChevronRight
              size={14}
              className="shrink-0 transition-transform group-open:rotate-90"
              aria-hidden
            />
            {t('sent.silent', { count: silent.length })}
          </summary>
          <ul className="grid gap-1 px-4.5 pb-4 pl-10">
            {silent.map(({ id, target }) => (
              <li key={id}>
                <ExternalLink href={target} className="text-muted">
                  {target}
                </ExternalLink>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
