// What a site learnt lately: the heaviest words on both sides, and how many lessons there were each day.
import type { LearningReport } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel.js';
import { LessonDays } from './lesson-days.js';
import { TokenList } from './token-list.js';

export function Lately({ report }: { report: LearningReport }) {
  const { t } = useTranslation();
  const { pings, spam, ham } = report.lately;
  const scale = Math.max(0.1, ...[...spam, ...ham].map(({ points }) => Math.abs(points)));
  return (
    <Panel
      title={t('lately.heading')}
      description={pings === 0 ? t('lately.textNone') : t('lately.text', { count: pings })}
    >
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <TokenList title={t('lately.spam')} tokens={spam} scale={scale} />
        <TokenList title={t('lately.ham')} tokens={ham} scale={scale} />
      </div>
      <LessonDays days={report.days} />
    </Panel>
  );
}
