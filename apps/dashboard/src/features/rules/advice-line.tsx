// What the rule's own figures advise.
import type { Rule } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { adviceFor } from './advice.js';

const tones = { ok: 'bg-ok-soft', hold: 'bg-hold-soft', bad: 'bg-bad-soft' } as const;

export function Advice({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const advice = adviceFor(rule);
  const { agree, disagree, reversals } = rule.statistics;
  if (advice === null && reversals === 0) return null;
  return (
    <div className={cn('rounded-m px-3 py-2', tones[advice?.tone ?? 'hold'])}>
      {advice === null ? null : (
        <p>{t(`advice.${advice.text}`, { count: agree + disagree, disagree })}</p>
      )}
      {reversals === 0 ? null : <p>{t('advice.reversed', { count: reversals })}</p>}
    </div>
  );
}
