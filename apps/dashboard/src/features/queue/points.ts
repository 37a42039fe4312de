// The arithmetic behind "why this score": log-odds and probability, as the contract defines them.
import type { PingDetail, Signal } from '@trackwarden/contracts';

export { exactPoints } from '../../format/points.js';

export const bySize = (signals: readonly Signal[]): Signal[] =>
  [...signals].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

/** Reasons weaker than this move a score by little, and are folded away where there are several. */
const weakBelow = 0.3;

/** The strong ones and the weak ones, each in the order given. */
export const byStrength = (signals: readonly Signal[]): [strong: Signal[], weak: Signal[]] => {
  const isWeak = ({ points }: Signal) => Math.abs(points) < weakBelow;
  return [signals.filter((signal) => !isWeak(signal)), signals.filter(isWeak)];
};

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

/** Signals of the learnt weights, by what of the ping they look at; a moderator does not know them by name. */
const learnt: Record<string, string> = {
  'learnt-address': 'its address',
  'learnt-form': 'how it is built',
  'learnt-here': 'what people decided here',
  'learnt-letters': 'its spelling',
  'learnt-name': 'its name',
  'learnt-words': 'its words',
};

/** `first-seen-domain` as words. */
export const signalName = (signal: string): string => learnt[signal] ?? signal.replaceAll('-', ' ');
