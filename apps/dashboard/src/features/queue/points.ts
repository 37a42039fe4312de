// The arithmetic behind "why this score": log-odds and probability, as the contract defines them.
import type { PingDetail, Signal } from '@trackwarden/contracts';

export { exactPoints } from '../../format/points.js';

export const bySize = (signals: readonly Signal[]): Signal[] =>
  [...signals].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

/** Log-odds of everything: the prior and each signal. */
export const sumOf = (prior: number, signals: readonly Signal[]): number =>
  signals.reduce((sum, { points }) => sum + points, prior);

export type Counterfactual = PingDetail['counterfactuals'][number];

/** The one worth a sentence: it changes the band; else the one that moves the score most. */
export function telling(detail: PingDetail): Counterfactual | null {
  const { score, band, counterfactuals } = detail;
  if (score === null) return null;
  const moved = (item: Counterfactual) => Math.abs(item.score - score);
  const ranked = [...counterfactuals].sort((a, b) => moved(b) - moved(a));
  const best = ranked.find((item) => item.band !== band) ?? ranked[0] ?? null;
  return best !== null && moved(best) >= 1 ? best : null;
}

/** `first-seen-domain` as words. */
export const signalName = (signal: string): string => signal.replaceAll('-', ' ');
