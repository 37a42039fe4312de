// What lists in the DNS say, as one finding.
import type { Evidence, Opinions } from './evidence.js';
import type { Finding } from './signal.js';

const most = 3;
const shown = 3;

const pointsOf = (points: number): number =>
  Number.isFinite(points) ? Math.max(0, Math.min(most, points)) : 0;

/** The lists of one kind that hold the ping, their points as strength (at most 3); null for none. */
export function listing(
  { opinions }: Evidence,
  of: Opinions['listed'][number]['of'],
  saying: string,
): Finding | null {
  const lists = (opinions?.listed ?? []).filter((list) => list.of === of);
  const strength = pointsOf(lists.reduce((sum, { points }) => sum + pointsOf(points), 0));
  if (strength === 0) return null;
  const zones = lists.slice(0, shown).map(({ zone }) => zone);
  return { strength, because: `${saying} ${zones.join(' and ')}` };
}
