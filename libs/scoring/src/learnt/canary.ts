// Whether a new version of a site's model may take over: it must not be worse on what people decided.

/** One decided ping, judged by the model in use and by the one that wants to follow it. */
export type CanaryCase = {
  readonly isSpam: boolean;
  /** Probability of spam, 0..1. */
  readonly inUse: number;
  readonly candidate: number;
};

/** The verdict, and one sentence for the log and the owner. */
export type CanaryVerdict = { readonly mayGoLive: boolean; readonly because: string };

const fewestCases = 20;
const fewestOfASide = 10;
const mostWorse = 1.15;
// The model in use has learnt most of the cases and judges them as if it had been told: a loss near 0 says little.
// The first spams after many approvals take honest pings from 0.1 % to 9 %, and are no poison.
const always = 0.15;
const mostNewFalse = 0.01;
const sure = 0.98;

/** Log loss of one decided ping, 0 or more: how surprised a judge is that gave it `probability` of spam, 0..1. */
export const lossOf = (probability: number, isSpam: boolean): number =>
  -Math.log(Math.max(1e-4, isSpam ? probability : 1 - probability));

/** A mean log loss as people read it: the probability given to what was right, its geometric mean. */
const sureness = (loss: number): string => `${(Math.exp(-loss) * 100).toFixed(1)} %`;

/**
 * Compares log loss and sure false positives over recent decisions. Refuses when the loss, honest pings
 * and spam weighing alike, grows by more than 15 % and 0.15, or when more than 1 % of the honest pings
 * become surely spam. Of a site that has learnt one side only the loss says nothing: whatever it learns
 * of the other makes the known one worse; not so of a replacement, which has learnt elsewhere. Few
 * cases pass: a site must be able to begin.
 */
export function checkCanary(
  cases: readonly CanaryCase[],
  { isReplacement = false }: { readonly isReplacement?: boolean } = {},
): CanaryVerdict {
  if (cases.length < fewestCases)
    return { mayGoLive: true, because: 'Too few decisions to compare' };
  const hams = cases.filter(({ isSpam }) => !isSpam);
  const spams = cases.filter(({ isSpam }) => isSpam);
  const turned = hams.filter(({ inUse, candidate }) => candidate >= sure && inUse < sure).length;
  if (turned > Math.max(1, hams.length * mostNewFalse)) {
    const because = `${String(turned)} of ${String(hams.length)} honest pings would become spam`;
    return { mayGoLive: false, because };
  }
  if (!isReplacement && Math.min(hams.length, spams.length) < fewestOfASide) {
    return { mayGoLive: true, because: 'Too few decisions of one kind to compare' };
  }
  const sides = [hams, spams].filter((side) => side.length > 0);
  const loss = (of: 'inUse' | 'candidate'): number =>
    sides.reduce((sum, side) => sum + meanLoss(side, of), 0) / sides.length;
  const [before, after] = [loss('inUse'), loss('candidate')];
  if (!(after <= before * mostWorse + always)) {
    const because = `It would judge worse: ${sureness(after)} sure of what people decided, instead of ${sureness(before)}`;
    return { mayGoLive: false, because };
  }
  return {
    mayGoLive: true,
    because: `${sureness(after)} sure of what people decided, before ${sureness(before)}`,
  };
}

const meanLoss = (cases: readonly CanaryCase[], of: 'inUse' | 'candidate'): number =>
  cases.reduce((sum, one) => sum + lossOf(one[of], one.isSpam), 0) / cases.length;
