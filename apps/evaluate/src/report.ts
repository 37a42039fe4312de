// Figures for people: one line a measure.
import { areaUnderCurve, calibrationError, recallAt, type Judged } from './metrics.js';

export const shown = (value: number | null, digits = 4): string =>
  value === null ? 'n/a' : value.toFixed(digits);

/** `ROC-AUC`, recall at three rates of false positives, calibration error. */
export function figures(judged: readonly Judged[]): { name: string; value: string }[] {
  return [
    { name: 'ROC-AUC', value: shown(areaUnderCurve(judged)) },
    { name: 'recall at 0.1 % false positives', value: shown(recallAt(judged, 0.001)) },
    { name: 'recall at 1 % false positives', value: shown(recallAt(judged, 0.01)) },
    { name: 'recall at 5 % false positives', value: shown(recallAt(judged, 0.05)) },
    {
      name: 'expected calibration error',
      value: judged.length === 0 ? 'n/a' : shown(calibrationError(judged)),
    },
  ];
}
