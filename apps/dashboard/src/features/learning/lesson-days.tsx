// Lessons by day as a small bar chart, spam below and approved above.
import type { LearningReport } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, ResponsiveContainer, YAxis } from 'recharts';
import { dateOf } from '../../format/time.js';
import { thirtyDays } from './days.js';

function Legend({ colour, children }: { colour: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-full ${colour}`} />
      {children}
    </span>
  );
}

export function LessonDays({ days }: { days: LearningReport['days'] }) {
  const { t } = useTranslation();
  const shown = thirtyDays(days);
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return null;
  const sumOf = (side: 'spam' | 'ham') => shown.reduce((sum, one) => sum + one[side], 0);
  const text = shown
    .filter(({ spam, ham }) => spam + ham > 0)
    .map(({ day, spam, ham }) => t('lately.day', { day: dateOf(day), spam, ham }))
    .join('; ');
  return (
    <section aria-label={t('lately.days')} className="mt-8">
      <div className="flex flex-wrap items-center justify-between gap-x-4 text-12 text-muted">
        <h3 className="font-medium">{t('lately.days')}</h3>
        <p className="num flex gap-4">
          <Legend colour="bg-bad">{t('lately.legendSpam', { count: sumOf('spam') })}</Legend>
          <Legend colour="bg-ok">{t('lately.legendHam', { count: sumOf('ham') })}</Legend>
        </p>
      </div>
      <div
        role="img"
        aria-label={t('lately.daysChart', { text })}
        className="mt-2 h-24 border-b border-line"
      >
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={shown}
            margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
            barCategoryGap={2}
            accessibilityLayer={false}
          >
            <YAxis hide domain={[0, 'dataMax']} />
            <Bar
              dataKey="spam"
              stackId="lessons"
              fill="var(--bad)"
              maxBarSize={28}
              isAnimationActive={false}
            />
            <Bar
              dataKey="ham"
              stackId="lessons"
              fill="var(--ok)"
              maxBarSize={28}
              radius={[2, 2, 0, 0]}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <p className="num mt-1 flex justify-between text-12 text-muted">
        <span>{dateOf(first.day)}</span>
        <span>{dateOf(last.day)}</span>
      </p>
    </section>
  );
}
