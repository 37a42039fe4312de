// The bar above the evidence on phones: back to the list, the place in it, the score.
import type { Ping } from '@trackwarden/contracts';
import { ChevronDown, ChevronLeft, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Score } from './score.js';

export function DetailBar({
  ping,
  place,
  onBack,
  onStep,
}: {
  ping: Ping;
  place: string | null;
  onBack: () => void;
  onStep: (by: 1 | -1) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center justify-between gap-2 border-b border-line bg-surface px-1 py-1 md:hidden">
      <Button weight="ghost" className="min-h-11 pl-1.5" onClick={onBack}>
        <ChevronLeft size={18} aria-hidden />
        {t('queue.back')}
      </Button>
      <Score score={ping.score} inline />
      <div className="flex items-center">
        <span className="num mr-1 text-12 text-muted">{place}</span>
        <Button
          weight="ghost"
          size="icon"
          className="size-11"
          aria-label={t('keys.previous')}
          onClick={() => onStep(-1)}
        >
          <ChevronUp size={18} aria-hidden />
        </Button>
        <Button
          weight="ghost"
          size="icon"
          className="size-11"
          aria-label={t('keys.next')}
          onClick={() => onStep(1)}
        >
          <ChevronDown size={18} aria-hidden />
        </Button>
      </div>
    </div>
  );
}
