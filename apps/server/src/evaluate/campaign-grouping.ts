// Which campaign a ping joins or makes, from the pings that are tied to it. Pure.
import { isTied, type Traits } from './campaign-ties.js';
import type { Candidate } from './likeness-rows.js';

/** So many pings from so many registrable domains within a day make a campaign. */
const FEWEST_PINGS = 5;
const FEWEST_HOSTS = 3;
/** Tied to one member only, a ping may be its neighbour by chance. */
const FEWEST_TIES = 2;

/**
 * - `none`: a ping of its own. `release`: like pings that a person has taken apart.
 * - `join`: a campaign that is there, with all who belong to none yet. `make`: a new one.
 */
export type Grouping =
  | { do: 'none' | 'release' }
  | { do: 'join'; campaignId: string; others: string[] }
  | { do: 'make'; others: string[] };

export function groupingOf(
  ping: { domain: string; traits: Traits },
  candidates: readonly Candidate[],
): Grouping {
  const tied = candidates.filter((other) => isTied(ping.traits, other));
  if (tied.some(({ isReleased }) => isReleased)) return { do: 'release' };
  const single = tied.filter(({ campaignId, isRecent }) => campaignId === null && isRecent);
  const others = single.map(({ id }) => id);
  const campaignId = commonest(tied);
  if (campaignId !== null) return { do: 'join', campaignId, others };
  const hosts = new Set([ping.domain, ...single.map(({ domain }) => domain)]);
  const isEnough = single.length + 1 >= FEWEST_PINGS && hosts.size >= FEWEST_HOSTS;
  return isEnough ? { do: 'make', others } : { do: 'none' };
}

/** The campaign with the most ties. */
function commonest(tied: readonly Candidate[]): string | null {
  const ties = new Map<string, number>();
  for (const { campaignId } of tied)
    if (campaignId !== null) ties.set(campaignId, (ties.get(campaignId) ?? 0) + 1);
  const [best] = [...ties].sort(([, one], [, other]) => other - one);
  return best !== undefined && best[1] >= FEWEST_TIES ? best[0] : null;
}
