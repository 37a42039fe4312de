// How often automatic decisions were wrong, by the samples of them that people looked at.
import type { AuditedBand } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { Panel } from '../../ui/panel.js';
import { Note } from './note.js';
import { percentOf } from './words.js';

const head =
  'border-b border-line px-2.5 py-2 text-right text-12 font-medium whitespace-nowrap text-muted';
const cell = 'border-b border-line px-2.5 py-2.5 text-right group-last:border-b-0';

function Row({ report }: { report: AuditedBand }) {
  const { t } = useTranslation();
  const { band, sampled, looked, wrong, interval } = report;
  return (
    <tr className="group">
      <th scope="row" className={cn(cell, 'pl-4.5 text-left font-medium break-normal')}>
        {t(`bandErrors.band.${band}`)}
      </th>
      <td className={cn(cell, 'max-sm:hidden')}>{sampled.toLocaleString('en')}</td>
      <td className={cell}>{looked.toLocaleString('en')}</td>
      <td className={cell}>{wrong.toLocaleString('en')}</td>
      <td className={cn(cell, 'pr-4.5')}>
        {interval === null || looked === 0 ? (
          <span className="text-muted">{t('bandErrors.unknown')}</span>
        ) : (
          <>
            <span className="whitespace-nowrap">{percentOf(wrong / looked, 1)}</span>{' '}
            <span className="whitespace-nowrap text-muted max-sm:block">
              {t('bandErrors.interval', {
                low: (interval.low * 100).toFixed(1),
                high: percentOf(interval.high, 1),
              })}
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

export function BandErrors({ bands }: { bands: readonly AuditedBand[] }) {
  const { t } = useTranslation();
  const drawn = bands.filter(({ sampled }) => sampled > 0);
  return (
    <Panel title={t('bandErrors.heading')} description={t('bandErrors.text')}>
      {drawn.length === 0 ? (
        <Note title={t('bandErrors.empty')} text={t('bandErrors.emptyText')} />
      ) : (
        <div className="rounded-m border border-line bg-surface">
          <table className="num w-full border-collapse">
            <caption className="sr-only">{t('bandErrors.label')}</caption>
            <thead>
              <tr>
                <th scope="col" className={cn(head, 'pl-4.5 text-left')}>
                  {t('bandErrors.column.band')}
                </th>
                <th scope="col" className={cn(head, 'max-sm:hidden')}>
                  {t('bandErrors.column.sampled')}
                </th>
                <th scope="col" className={head}>
                  {t('bandErrors.column.looked')}
                </th>
                <th scope="col" className={head}>
                  {t('bandErrors.column.wrong')}
                </th>
                <th scope="col" className={cn(head, 'pr-4.5 whitespace-normal')}>
                  {t('bandErrors.column.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {drawn.map((report) => (
                <Row key={report.band} report={report} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
