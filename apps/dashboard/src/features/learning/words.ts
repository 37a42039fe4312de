// How figures and states of the learning are written.
import type { HistoryImport, ModelState } from '@trackwarden/contracts';
import type { Tone } from '../../ui/tag.js';

export const stateTone: Record<ModelState, Tone> = { live: 'ok', kept: 'mute', refused: 'hold' };

export const importTone: Record<HistoryImport['state'], Tone> = {
  ...{ waiting: 'mute', running: 'accent', learnt: 'ok', refused: 'hold', out: 'mute' },
};

/** A share as `83 %`, or with decimals as `2.4 %`. */
export const percentOf = (share: number, decimals = 0): string =>
  `${(share * 100).toFixed(decimals)} %`;

/** Points in a column of their kind: a sign, a real minus, two decimals. */
export const weightOf = (points: number): string =>
  (points < 0 ? '−' : '+') + Math.abs(points).toFixed(2);

/** A mean log loss as the probability that was given to what turned out right: its geometric mean. */
export const surenessOf = (logLoss: number): string => percentOf(Math.exp(-logLoss), 1);

/** A probability as a score is shown, 0 to 100. */
export const scoreOf = (probability: number): number => Math.round(probability * 100);
