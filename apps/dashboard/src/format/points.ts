// Points of a score as people read them.

/** Points with as many decimals as they need, at most two, so that a column adds up: `+0.9`, `−1.25`. */
export function exactPoints(points: number): string {
  const rounded = Math.round(Math.abs(points) * 100) / 100;
  const size = rounded.toFixed(Number.isInteger(Math.round(rounded * 100) / 10) ? 1 : 2);
  if (rounded === 0) return '0.0';
  return (points < 0 ? '−' : '+') + size;
}
