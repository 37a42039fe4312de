// What fixed limits do on sites that had no part in them.
import type { FoldResult, Scored } from './measure.js';

export type Bands = {
  /** Rows that the spam band took, and the honest ones among them. */
  spam: { rows: number; hams: number };
  /** Rows at or below 5, from which approval is taken, and the spams among them. */
  low: { rows: number; spams: number };
};

export function bandsOf(scored: readonly Scored[]): Bands {
  const spam = scored.filter(({ band }) => band === 'spam');
  const low = scored.filter(({ probability }) => probability <= 0.05);
  return {
    spam: { rows: spam.length, hams: spam.filter(({ isSpam }) => !isSpam).length },
    low: { rows: low.length, spams: low.filter(({ isSpam }) => isSpam).length },
  };
}

export type Transfer = { fold: number; threshold: number; falsePositives: number; recall: number };

/** The threshold that gives 1 % false positives on the other folds, applied to each fold. */
export function transfersOf(folds: readonly FoldResult[]): Transfer[] {
  return folds.map(({ fold, scored }) => {
    const others = folds
      .filter((other) => other.fold !== fold)
      .flatMap((other) => other.scored.filter(({ isSpam }) => !isSpam));
    const ordered = others.map(({ probability }) => probability).sort((one, other) => other - one);
    const threshold = ordered[Math.floor(ordered.length / 100)] ?? 1;
    const shareAbove = (isSpam: boolean): number => {
      const own = scored.filter((row) => row.isSpam === isSpam);
      return own.filter(({ probability }) => probability > threshold).length / own.length;
    };
    return { fold, threshold, falsePositives: shareAbove(false), recall: shareAbove(true) };
  });
}
