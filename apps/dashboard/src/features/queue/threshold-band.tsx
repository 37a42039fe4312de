// The score on the site's scale: approve, a person decides, spam.
import type { Site } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';

export function ThresholdBand({ score, settings }: { score: number; settings: Site['settings'] }) {
  const { t } = useTranslation();
  const { approveBelow, spamFrom } = settings;
  const low = Math.min(approveBelow ?? 0, spamFrom);
  return (
    <div className="mt-3">
      <div aria-hidden className="relative flex h-2.5 rounded-full">
        <span className="rounded-l-full bg-ok/35" style={{ width: `${low}%` }} />
        <span
          className="bg-hold/25 first-of-type:rounded-l-full"
          style={{ width: `${spamFrom - low}%` }}
        />
        <span className="flex-1 rounded-r-full bg-bad/40" />
        <span
          className="absolute -top-1 h-[18px] w-[3px] -translate-x-1/2 rounded-full bg-text ring-2 ring-surface"
          style={{ left: `${Math.min(99, Math.max(1, score))}%` }}
        />
      </div>
      <div className="mt-1.5 flex justify-between gap-2 text-12 text-faint">
        <span>
          {/* no score is below 0, and none reaches 100 */}
          {approveBelow === null || approveBelow === 0
            ? t('why.noApprove')
            : t('why.approve', { score: approveBelow })}
        </span>
        <span>{spamFrom === 100 ? t('why.noSpam') : t('why.spam', { score: spamFrom })}</span>
      </div>
    </div>
  );
}
