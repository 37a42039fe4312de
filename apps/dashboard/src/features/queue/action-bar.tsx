// The verdicts with their keys, for one ping or for all that are selected.
import type { Verdict } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import type { Kept } from './memory.js';

export const verdictKeys = { approve: 'A', spam: 'R', reject: 'D', hold: 'H' } as const;
export const keepKey = 'V';

const weights = {
  approve: 'primary',
  spam: 'danger',
  reject: 'secondary',
  hold: 'secondary',
} as const;

const every = ['approve', 'spam', 'reject', 'hold'] as const;
const others = ['spam', 'reject', 'hold'] as const;
const tight =
  'gap-1.5 px-2.5 max-md:min-h-11 max-md:px-1 max-md:leading-tight max-md:whitespace-normal';

export function VerdictButtons({
  verdicts = every,
  onVerdict,
  small,
  className,
}: {
  verdicts?: readonly Verdict[];
  onVerdict: (verdict: Verdict) => void;
  small?: boolean;
  className?: string;
}) {
  const { t } = useTranslation();
  return (
    <div
      role="group"
      aria-label={t('queue.decide')}
      className={cn('flex gap-1.5 max-md:grid max-md:grid-cols-4', className)}
    >
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          weight={weights[verdict]}
          size={small ? 's' : 'm'}
          hint={verdictKeys[verdict]}
          className={tight}
          onClick={() => onVerdict(verdict)}
        >
          {t(`verdict.${verdict}`)}
        </Button>
      ))}
    </div>
  );
}

type Decide = (verdict: Verdict, content?: Kept) => void;

/** A source that changed: which version readers shall see, or that none is wanted. */
function ChangedButtons({ onVerdict }: { onVerdict: Decide }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-1 flex-wrap gap-1.5">
      <div
        role="group"
        aria-label={t('changed.actions')}
        className="flex gap-1.5 max-md:grid max-md:w-full max-md:grid-cols-2"
      >
        <Button
          weight="primary"
          hint={verdictKeys.approve}
          className={tight}
          onClick={() => onVerdict('approve')}
        >
          {t('changed.publish')}
        </Button>
        <Button hint={keepKey} className={tight} onClick={() => onVerdict('approve', 'approved')}>
          {t('changed.keep')}
        </Button>
      </div>
      <VerdictButtons
        verdicts={others}
        onVerdict={onVerdict}
        className="max-md:w-full max-md:grid-cols-3"
      />
    </div>
  );
}

export function ActionBar({
  changed,
  onVerdict,
  onHelp,
}: {
  changed: boolean;
  onVerdict: Decide;
  onHelp: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center justify-between gap-3 border-t border-line bg-surface px-4 py-3 2xl:px-6 max-md:px-3 max-md:pb-[max(12px,env(safe-area-inset-bottom))]">
      {changed ? (
        <ChangedButtons onVerdict={onVerdict} />
      ) : (
        <VerdictButtons onVerdict={onVerdict} className="max-md:flex-1" />
      )}
      <Button
        weight="ghost"
        hint="?"
        className="px-2 max-lg:hidden"
        aria-label={t('keys.title')}
        onClick={onHelp}
      />
    </div>
  );
}

export function BulkBar({
  count,
  onVerdict,
  onClear,
}: {
  count: number;
  onVerdict: (verdict: Verdict) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="border-t border-line bg-surface p-3 shadow-pop">
      <div className="mb-2 flex items-center justify-between">
        <p role="status" className="font-medium">
          {t('queue.selected', { count })}
        </p>
        <Button weight="ghost" size="s" onClick={onClear}>
          {t('queue.clearSelection')}
        </Button>
      </div>
      <VerdictButtons
        small
        onVerdict={onVerdict}
        className="grid grid-cols-2 gap-1.5 xl:grid-cols-[auto_auto_auto_auto] xl:[&_kbd]:hidden"
      />
    </div>
  );
}
