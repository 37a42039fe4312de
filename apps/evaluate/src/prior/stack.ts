// Weights of the signals: logistic regression held to the weights set by hand.

export type StackRow = { values: readonly number[]; isSpam: boolean; importance: number };
export type Stack = { weights: number[]; intercept: number };

const steps = 300;
const stepSize = 0.05;
const [forget, forgetSquares] = [0.9, 0.99];

/**
 * Minimises weighted log loss + `pull`/2 × squared distance from `start`, by Adam (Kingma, Ba 2015) over
 * all rows at once. Depends on its arguments alone.
 */
export function trainStack(
  rows: readonly StackRow[],
  start: readonly number[],
  pull: number,
): Stack {
  const size = start.length;
  const weights = Float64Array.from([...start, 0]);
  const mean = new Float64Array(size + 1);
  const variance = new Float64Array(size + 1);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = gradientOf(rows, weights);
    for (let at = 0; at <= size; at += 1) {
      const towards = at < size ? pull * ((weights[at] ?? 0) - (start[at] ?? 0)) : 0;
      const slope = (gradient[at] ?? 0) + towards;
      mean[at] = forget * (mean[at] ?? 0) + (1 - forget) * slope;
      variance[at] = forgetSquares * (variance[at] ?? 0) + (1 - forgetSquares) * slope * slope;
      const straight = (mean[at] ?? 0) / (1 - forget ** step);
      const spread = Math.sqrt((variance[at] ?? 0) / (1 - forgetSquares ** step));
      weights[at] = (weights[at] ?? 0) - (stepSize * straight) / (spread + 1e-8);
    }
  }
  return { weights: [...weights.subarray(0, size)], intercept: weights[size] ?? 0 };
}

function gradientOf(rows: readonly StackRow[], weights: Float64Array): Float64Array {
  const gradient = new Float64Array(weights.length);
  const last = weights.length - 1;
  for (const { values, isSpam, importance } of rows) {
    let sum = weights[last] ?? 0;
    for (let at = 0; at < last; at += 1) sum += (weights[at] ?? 0) * (values[at] ?? 0);
    const error = (1 / (1 + Math.exp(-sum)) - (isSpam ? 1 : 0)) * importance;
    for (let at = 0; at < last; at += 1)
      gradient[at] = (gradient[at] ?? 0) + error * (values[at] ?? 0);
    gradient[last] = (gradient[last] ?? 0) + error;
  }
  return gradient;
}
