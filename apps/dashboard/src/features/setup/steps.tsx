// The four steps of the first run, with the current one marked.
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';

export const setupSteps = ['account', 'site', 'discovery', 'test'] as const;
export type SetupStep = (typeof setupSteps)[number];

export function Steps({ current }: { current: SetupStep }) {
  const { t } = useTranslation();
  const at = setupSteps.indexOf(current);
  return (
    <ol aria-label={t('setup.steps')} className="mb-5 grid grid-cols-4 gap-3">
      {setupSteps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className={cn(
            'border-t-2 pt-2 text-12',
            index <= at ? 'border-accent' : 'border-line-strong',
            index === at ? 'font-medium text-text' : 'text-muted',
          )}
        >
          <span className="inline-flex items-center gap-1">
            {t(`setup.step.${step}`)}
            {index < at ? (
              <Check size={12} className="text-ok" aria-label={t('setup.done')} />
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
