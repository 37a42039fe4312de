// Sites left out in turn: the prior is made without them, then they are judged, cold and with feedback.
import { decodePrior, defaultModel, type Prior } from '@trackwarden/scoring';
import { areaUnderCurve, calibrationError, recallAt, type Judged } from '../metrics.js';
import { dealSites } from '../prior/groups.js';
import { examplesOf } from '../prior/example.js';
import { trainPrior } from '../prior/train.js';
import { openSite } from '../site.js';
import type { Row } from '../row.js';

export const foldCount = 5;

/** One way of judging a fold. */
export type Setting = {
  name: string;
  hasPrior: boolean;
  /** Whether the other sites' rows are learnt as this site's own decisions first, as `--train` does. */
  isTrained: boolean;
  isOnline: boolean;
};

export const settings: readonly Setting[] = [
  { name: 'cold', hasPrior: true, isTrained: false, isOnline: false },
  { name: 'cold, trained', hasPrior: true, isTrained: true, isOnline: false },
  { name: 'cold, trained, no prior', hasPrior: false, isTrained: true, isOnline: false },
  { name: 'feedback', hasPrior: true, isTrained: false, isOnline: true },
  { name: 'feedback, trained', hasPrior: true, isTrained: true, isOnline: true },
  { name: 'feedback, trained, no prior', hasPrior: false, isTrained: true, isOnline: true },
];

export type Scored = Judged & { row: Row; band: string };
export type FoldResult = { setting: Setting; fold: number; scored: Scored[] };

/**
 * Judges every fold in every setting. Rows without an address are no pings and are not judged; they are part
 * of the history that is learnt, as they are of a file given to `--train`.
 */
export function judgeFolds(rows: readonly Row[], seed: number, deal = 0): FoldResult[] {
  const pings = rows.filter(({ evidence }) => evidence.source !== '');
  const foldOf = dealSites(pings, foldCount, deal);
  return Array.from({ length: foldCount }, (_, fold) => fold).flatMap((fold) => {
    const others = rows.filter(({ site }) => foldOf.get(site) !== fold);
    const own = pings.filter(({ site }) => foldOf.get(site) === fold);
    const model = { ...defaultModel, prior: null };
    const prior = decodePrior(trainPrior(examplesOf(others, model), model, 'fold', seed));
    return settings.map((setting) => ({
      setting,
      fold,
      scored: judgeFold(others, own, setting, prior),
    }));
  });
}

function judgeFold(
  others: readonly Row[],
  own: readonly Row[],
  { hasPrior, isTrained, isOnline }: Setting,
  prior: Prior,
): Scored[] {
  const site = openSite(hasPrior ? prior : null);
  if (isTrained) site.importHistory(others);
  return own.map((row) => {
    const { probability, band } = site.judge(row);
    if (isOnline) site.decide(row);
    return { probability, isSpam: row.isSpam === true, row, band };
  });
}

const figure = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10_000) / 10_000;

/** The figures of all folds together, by setting. */
export function summaryOf(results: readonly FoldResult[]) {
  return Object.fromEntries(
    settings.map(({ name }) => {
      const all = results
        .filter(({ setting }) => setting.name === name)
        .flatMap(({ scored }) => scored);
      return [
        name,
        {
          auc: figure(areaUnderCurve(all)),
          recallAt01: figure(recallAt(all, 0.001)),
          recallAt1: figure(recallAt(all, 0.01)),
          recallAt5: figure(recallAt(all, 0.05)),
          calibrationError: figure(calibrationError(all)),
        },
      ];
    }),
  );
}

export function measureFolds(rows: readonly Row[], seed: number, deal = 0) {
  const results = judgeFolds(rows, seed, deal);
  return { results, summary: summaryOf(results) };
}
