// How recent scores are spread, with the two thresholds on the same scale; they can be dragged.
import type { PreviewThresholds, ThresholdsPreview } from '@trackwarden/contracts';
import { useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, ResponsiveContainer, YAxis } from 'recharts';
import { cn } from '../../ui/cn.js';

type Moved = { below?: string; from?: string };

function colourOf(middle: number, { approveBelow, spamFrom }: PreviewThresholds): string {
  if (middle >= spamFrom) return 'var(--bad)';
  return approveBelow !== null && middle < approveBelow ? 'var(--ok)' : 'var(--line-strong)';
}

function Handle({ at, onDrag }: { at: number; onDrag: (score: number) => void }) {
  const isDown = useRef(false);
  const move = (event: PointerEvent<HTMLElement>) => {
    const track = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!isDown.current || track === undefined || track.width === 0) return;
    const score = ((event.clientX - track.left) / track.width) * 100;
    onDrag(Math.min(100, Math.max(0, Math.round(score))));
  };
  // the fields below do the same without dragging
  return (
    <span
      aria-hidden
      className="absolute top-1/2 flex h-7 w-6 -translate-x-1/2 -translate-y-1/2 cursor-ew-resize touch-none items-center justify-center"
      style={{ left: `${at}%` }}
      onPointerDown={(event) => {
        isDown.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={() => (isDown.current = false)}
      onPointerCancel={() => (isDown.current = false)}
    >
      <span className="h-[18px] w-[3px] rounded-full bg-text ring-2 ring-surface" />
    </span>
  );
}

export function ScoreHistogram({
  preview,
  thresholds,
  onMove,
}: {
  preview: ThresholdsPreview;
  thresholds: PreviewThresholds;
  onMove: (moved: Moved) => void;
}) {
  const { t } = useTranslation();
  const { bins } = preview;
  const width = 100 / Math.max(1, bins.length);
  const text = bins
    .filter(({ count }) => count > 0)
    .map(({ from, count }) => t('bands.bin', { from, to: from + width, count }))
    .join('; ');
  const { approveBelow, spamFrom } = thresholds;
  const low = approveBelow ?? 0;
  return (
    <div>
      {text === '' ? null : (
        <div role="img" aria-label={t('bands.chart', { text })} className="h-[84px]">
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              data={bins.map((bin) => ({
                ...bin,
                fill: colourOf(bin.from + width / 2, thresholds),
              }))}
              margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
              barCategoryGap={1.5}
              accessibilityLayer={false}
            >
              {/* a square root: the few between the heaps are what thresholds are about; at least 1, so that nothing stands on the floor */}
              <YAxis hide scale="sqrt" domain={[0, (most) => Math.max(1, most)]} />
              <Bar
                dataKey="count"
                isAnimationActive={false}
                radius={[2, 2, 0, 0]}
                minPointSize={1}
              />
            </BarChart>
          </ResponsiveContainer>
        </div>
      )}
      <div className="relative mt-1 flex h-2.5 rounded-full bg-hold/25">
        <span
          className={cn('rounded-l-full', low > 0 && 'bg-ok/40')}
          style={{ width: `${low}%` }}
        />
        <span
          className="absolute inset-y-0 right-0 rounded-r-full bg-bad/40"
          style={{ left: `${spamFrom}%` }}
        />
        {approveBelow === null ? null : (
          <Handle
            at={approveBelow}
            onDrag={(score) => onMove({ below: String(Math.min(score, spamFrom)) })}
          />
        )}
        <Handle at={spamFrom} onDrag={(score) => onMove({ from: String(Math.max(score, low)) })} />
      </div>
    </div>
  );
}
