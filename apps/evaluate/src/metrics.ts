// How good a ranking and its probabilities are.

/** One judged row: probability of spam, 0..1, and the truth. */
export type Judged = { probability: number; isSpam: boolean };

/** Area under the ROC curve; ties count half. Null without both classes. */
export function areaUnderCurve(judged: readonly Judged[]): number | null {
  const ordered = [...judged].sort((one, other) => one.probability - other.probability);
  const spams = judged.filter(({ isSpam }) => isSpam).length;
  const hams = judged.length - spams;
  if (spams === 0 || hams === 0) return null;
  let below = 0;
  let wins = 0;
  for (let at = 0; at < ordered.length;) {
    const value = ordered[at]?.probability;
    let tiedSpams = 0;
    let tiedHams = 0;
    for (; ordered[at]?.probability === value && at < ordered.length; at += 1) {
      if (ordered[at]?.isSpam === true) tiedSpams += 1;
      else tiedHams += 1;
    }
    wins += tiedSpams * (below + tiedHams / 2);
    below += tiedHams;
  }
  return wins / (spams * hams);
}

/** Share of spams above the threshold that lets at most this share of hams above it. */
export function recallAt(judged: readonly Judged[], falsePositives: number): number | null {
  const hams = judged.filter(({ isSpam }) => !isSpam).map(({ probability }) => probability);
  const spams = judged.filter(({ isSpam }) => isSpam).map(({ probability }) => probability);
  if (spams.length === 0 || hams.length === 0) return null;
  hams.sort((one, other) => other - one);
  const threshold = hams[Math.floor(falsePositives * hams.length)] ?? -1;
  return spams.filter((probability) => probability > threshold).length / spams.length;
}

/** Expected calibration error over ten equal bins of probability (Guo et al. 2017). */
export function calibrationError(judged: readonly Judged[]): number {
  let error = 0;
  for (const { count, mean, share } of reliability(judged)) {
    error += (Math.abs(mean - share) * count) / judged.length;
  }
  return error;
}

/** Rows by tenth of probability: how many, mean probability, share of spam. Empty bins left out. */
export function reliability(
  judged: readonly Judged[],
): { from: number; count: number; mean: number; share: number }[] {
  const bins = Array.from({ length: 10 }, (_, at) => ({
    from: at / 10,
    count: 0,
    sum: 0,
    spams: 0,
  }));
  for (const { probability, isSpam } of judged) {
    const bin = bins[Math.min(9, Math.floor(probability * 10))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.sum += probability;
    bin.spams += isSpam ? 1 : 0;
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ from, count, sum, spams }) => ({
      from,
      count,
      mean: sum / count,
      share: spams / count,
    }));
}
