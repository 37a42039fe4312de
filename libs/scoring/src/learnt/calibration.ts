// From log-odds to probabilities that mean what they say.

/** A judged and decided ping. */
export type CalibrationPoint = { readonly logOdds: number; readonly isSpam: boolean };

/** A straight line through log-odds. */
type Line = { readonly slope: number; readonly offset: number };

const rounds = 60;
const pullToStraight = 4;

/**
 * The line that makes log-odds fit decisions best (Platt 1999), pulled towards leaving them as they are, so
 * that a handful of decisions changes little. Newton's method; the slope stays within 0.3..3.
 */
export function fitLine(points: readonly CalibrationPoint[]): Line {
  let [slope, offset] = [1, 0];
  for (let round = 0; round < rounds; round += 1) {
    let [gs, go] = [pullToStraight * (slope - 1), pullToStraight * offset * 0.25];
    let [hss, hso, hoo] = [pullToStraight, 0, pullToStraight * 0.25];
    for (const { logOdds, isSpam } of points) {
      const x = Math.max(-20, Math.min(20, logOdds));
      const probability = 1 / (1 + Math.exp(-(slope * x + offset)));
      const error = probability - (isSpam ? 1 : 0);
      const spread = Math.max(1e-6, probability * (1 - probability));
      gs += error * x;
      go += error;
      hss += spread * x * x;
      hso += spread * x;
      hoo += spread;
    }
    const determinant = hss * hoo - hso * hso;
    slope = Math.max(0.3, Math.min(3, slope - (hoo * gs - hso * go) / determinant));
    offset = Math.max(-5, Math.min(5, offset - (hss * go - hso * gs) / determinant));
  }
  return { slope, offset };
}

/** Steps of an isotonic fit: from this log-odds on, this share of spam. */
export type Step = {
  readonly from: number;
  readonly share: number;
  /** Decisions that the step was made of, and how many of them said spam. */
  readonly count: number;
  readonly spams: number;
};

/** Decisions that a site needs before steps are more honest than a line. */
export const fewestForSteps = 500;

/**
 * The rising steps that fit decisions best (pool adjacent violators; Zadrozny, Elkan 2002). Each share
 * counts half a spam and half a ham more than were seen, so that none is 0 or 1. Null below 500 decisions.
 */
export function fitSteps(points: readonly CalibrationPoint[]): readonly Step[] | null {
  if (points.length < fewestForSteps) return null;
  const ordered = [...points].sort((one, other) => one.logOdds - other.logOdds);
  const pools: { from: number; spams: number; count: number }[] = [];
  for (const { logOdds, isSpam } of ordered) {
    pools.push({ from: logOdds, spams: isSpam ? 1 : 0, count: 1 });
    for (;;) {
      const [before, last] = pools.slice(-2);
      if (before === undefined || last === undefined) break;
      const falls = before.spams * last.count > last.spams * before.count;
      if (!falls && before.from !== last.from) break;
      pools.splice(-2, 2, {
        from: before.from,
        spams: before.spams + last.spams,
        count: before.count + last.count,
      });
    }
  }
  let highest = 0;
  return pools.map(({ from, spams, count }) => {
    // the extra half pulls small pools to the middle, and must not make the steps fall
    highest = Math.max(highest, (spams + 0.5) / (count + 1));
    return { from, share: highest, spams, count };
  });
}

/** The share of spam that steps give to a log-odds. */
export function shareAt(steps: readonly Step[], logOdds: number): number {
  const step = steps.findLast(({ from }) => from <= logOdds) ?? steps[0];
  return step?.share ?? 0.5;
}
