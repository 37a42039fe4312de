// The calibration plot: scores against what people called spam, with the line on which both are the same.
import { useTranslation } from 'react-i18next';
import {
  CartesianGrid,
  ErrorBar,
  LabelList,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts';
import { percentOf, scoreOf } from './words.js';

/** Decisions about pings of like scores; `mean`, `share` and the interval of the share are 0..1. */
export type Circle = {
  from: number;
  to: number;
  count: number;
  mean: number;
  share: number;
  low: number;
  high: number;
};

const ticks = [0, 20, 40, 60, 80, 100];
const axis = {
  ...({ type: 'number', domain: [0, 100], ticks, stroke: 'var(--line-strong)' } as const),
  tick: { fill: 'var(--muted)', fontSize: 12 },
};
/** So that the greatest circle at 0 covers no number of an axis. */
const room = 12;
const caption = { fill: 'var(--muted)', fontSize: 12 };
const diagonal = [
  { x: 0, y: 0 },
  { x: 100, y: 100 },
] as const;

export function CalibrationPlot({ circles }: { circles: readonly Circle[] }) {
  const { t } = useTranslation();
  const text = circles
    .map(({ from, to, share, count }) =>
      t('right.bin', { from, to, share: percentOf(share), count }),
    )
    .join('; ');
  const points = circles.map(({ mean, share, low, high, count }) => ({
    ...{ x: mean * 100, y: share * 100, count },
    reach: [(share - low) * 100, (high - share) * 100],
    label: count.toLocaleString('en'),
    title: scoreOf(mean),
  }));
  return (
    <div role="img" aria-label={t('right.chart', { text })} className="min-w-0">
      <p className="text-12 text-muted">{t('right.called')}</p>
      <div className="h-[340px] max-sm:h-[280px]">
        <ResponsiveContainer width="100%" height="100%">
          <ScatterChart
            margin={{ top: 14, right: 48, bottom: 20, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--line)" />
            <XAxis
              {...axis}
              dataKey="x"
              padding={{ left: room, right: room }}
              label={{
                ...caption,
                value: t('right.scored'),
                position: 'insideBottom',
                offset: -14,
              }}
            />
            <YAxis
              {...axis}
              dataKey="y"
              padding={{ bottom: room, top: room }}
              width={50}
              tickFormatter={(value: number) => `${value} %`}
            />
            <ZAxis dataKey="count" range={[50, 480]} />
            <ReferenceLine
              segment={diagonal}
              stroke="var(--control-line)"
              strokeDasharray="4 4"
              ifOverflow="visible"
            />
            <Scatter
              data={points}
              fill="var(--accent)"
              fillOpacity={0.75}
              stroke="var(--surface)"
              isAnimationActive={false}
            >
              <ErrorBar
                dataKey="reach"
                direction="y"
                width={5}
                strokeWidth={1}
                stroke="var(--accent)"
                opacity={0.55}
                isAnimationActive={false}
              />
              <LabelList dataKey="label" position="right" fill="var(--text)" fontSize={12} />
            </Scatter>
          </ScatterChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}
