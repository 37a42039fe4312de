// A score with its word; the hue never stands alone.
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { scoreColor, scoreWord } from './words.js';

export function Score({ score, inline }: { score: number | null; inline?: boolean }) {
  const { t } = useTranslation();
  const word = scoreWord(score);
  return (
    <span
      className={cn(
        scoreColor[word],
        inline
          ? 'inline-flex items-baseline gap-1.5'
          : 'flex flex-col items-center gap-0.5 text-center',
      )}
    >
      <span className="num text-15 leading-[18px] font-semibold">
        {score === null ? '–' : Math.round(score)}
      </span>
      <span className="text-12 leading-[14px] whitespace-nowrap">{t(`score.${word}`)}</span>
    </span>
  );
}
