// Whether scores mean what they say: the plot, the average error in words, and the same as a table.
import type { CalibrationBin, LearningReport } from '@trackwarden/contracts';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { Panel } from '../../ui/panel.js';
import { CalibrationPlot, type Circle } from './calibration-plot.js';
import { Note } from './note.js';
import { percentOf, scoreOf } from './words.js';

/** Fewer decisions than these are no measure yet. */
const fewest = 50;

function circleOf({ from, to, count, mean, share, interval }: CalibrationBin): Circle[] {
  if (mean === null || share === null || interval === null) return [];
  return [{ from: scoreOf(from), to: scoreOf(to), count, mean, share, ...interval }];
}

const head = 'border-b border-line px-2.5 py-2 text-right text-12 font-medium text-muted';
const cell = 'border-b border-line px-2.5 py-1.5 text-right group-last:border-b-0';

function Table({ circles }: { circles: readonly Circle[] }) {
  const { t } = useTranslation();
  return (
    <details className="group/details mt-3">
      <summary className="flex min-h-8 list-none items-center gap-1 text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-open/details:rotate-90"
        />
        {t('right.table')}
      </summary>
      <table className="num mt-1 w-full border-collapse rounded-m border border-line bg-surface">
        <caption className="sr-only">{t('right.heading')}</caption>
        <thead>
          <tr>
            <th scope="col" className={cn(head, 'text-left')}>
              {t('right.column.range')}
            </th>
            <th scope="col" className={head}>
              {t('right.column.mean')}
            </th>
            <th scope="col" className={head}>
              {t('right.column.share')}
            </th>
            <th scope="col" className={cn(head, 'max-sm:hidden')}>
              {t('right.column.interval')}
            </th>
            <th scope="col" className={head}>
              {t('right.column.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {circles.map(({ from, to, count, mean, share, low, high }) => (
            <tr key={from} className="group">
              <th scope="row" className={cn(cell, 'text-left font-normal whitespace-nowrap')}>
                {t('right.range', { from, to })}
              </th>
              <td className={cell}>{scoreOf(mean)}</td>
              <td className={cell}>{percentOf(share)}</td>
              <td className={cn(cell, 'max-sm:hidden')}>
                {t('right.interval', { low: percentOf(low), high: percentOf(high) })}
              </td>
              <td className={cell}>{count.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function Calibration({ calibration }: { calibration: LearningReport['calibration'] }) {
  const { t } = useTranslation();
  const { bins, count, error } = calibration;
  const circles = bins.flatMap(circleOf);
  return (
    <Panel title={t('right.heading')} description={t('right.text')}>
      {error === null || circles.length === 0 ? (
        <Note title={t('right.empty')} text={t('right.emptyText')} />
      ) : (
        <>
          <div className="grid gap-x-6 gap-y-4 rounded-m border border-line bg-surface px-4.5 py-4 sm:grid-cols-[minmax(0,1fr)_176px]">
            <CalibrationPlot circles={circles} />
            <div className="text-muted max-sm:-order-1 sm:pt-6">
              <p className="num text-18 font-semibold text-text">
                {t('right.off', { points: (error * 100).toFixed(1) })}
              </p>
              <p className="num">{t('right.offText', { count })}</p>
              <p className="mt-3 text-12">{t(count < fewest ? 'right.few' : 'right.lines')}</p>
            </div>
          </div>
          <Table circles={circles} />
        </>
      )}
    </Panel>
  );
}
