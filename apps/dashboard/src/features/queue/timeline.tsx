// What happened to a ping, in order.
import type { PingDetail } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { clockOf, dateTimeOf } from '../../format/time.js';
import { SkeletonLines } from '../../ui/states.js';

export function Timeline({ detail }: { detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  return (
    <section className="pt-5">
      <h2 className="mb-2 text-12 font-medium text-muted">{t('timeline.heading')}</h2>
      {detail === undefined ? (
        <SkeletonLines lines={3} />
      ) : (
        <ol className="grid gap-2">
          {detail.timeline.map(({ at, text }) => (
            <li key={`${at} ${text}`} className="grid grid-cols-[60px_minmax(0,1fr)] gap-2">
              <time dateTime={at} title={dateTimeOf(at)} className="num text-faint">
                {clockOf(at)}
              </time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
