// The attempts of one delivery, newest first, with what the receiver answered.
import type { DeliveryAttempt } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { dateTimeOf } from '../../format/time.js';
import { Tag } from '../../ui/tag.js';

const succeeded = ({ httpStatus }: DeliveryAttempt): boolean =>
  httpStatus !== null && httpStatus >= 200 && httpStatus < 300;

export function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  const { t } = useTranslation();
  if (attempts.length === 0) return <p className="text-muted">{t('deliveries.noAttempt')}</p>;
  return (
    <ol className="grid gap-3">
      {attempts.toReversed().map((attempt) => (
        <li key={attempt.at}>
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <Tag tone={succeeded(attempt) ? 'ok' : 'bad'}>
              {attempt.httpStatus ?? t('deliveries.noAnswer')}
            </Tag>
            <time dateTime={attempt.at} className="num">
              {dateTimeOf(attempt.at)}
            </time>
            <span className="num text-muted">{attempt.durationMs} ms</span>
            {attempt.address === null ? null : (
              <span className="font-mono text-12 text-muted">{attempt.address}</span>
            )}
          </p>
          {attempt.error === null ? null : <p className="mt-1 text-bad">{attempt.error}</p>}
          {attempt.responseBody === '' ? null : (
            <pre
              tabIndex={0}
              role="region"
              aria-label={t('deliveries.answer')}
              className="mt-1.5 max-h-32 overflow-auto rounded-s bg-sunken px-2.5 py-2 font-mono text-12 whitespace-pre-wrap"
            >
              {attempt.responseBody}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}
