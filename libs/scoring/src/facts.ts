// What of evidence and signals decides about the band.
import type { BandFacts } from './band.js';
import { countOf } from './count.js';
import type { Evidence } from './evidence.js';
import type { Model } from './model.js';
import { standingOf } from './reputation/standing.js';
import { quote } from './text.js';

function proofOf({ verification, link }: Evidence): BandFacts['proof'] {
  if (verification.state === 'waiting') return 'waiting';
  if (verification.state !== 'linked') return 'missing';
  return link?.visible === false || verification.cloaked === true ? 'hidden' : 'visible';
}

/** Of whom the owner trusts, it does not matter what they copy. */
function copyOf({ copies, reputation }: Evidence): string | null {
  const sources = countOf(copies?.sources ?? 0);
  if (!copies || reputation.trusted !== null) return null;
  if (sources === 0) return copies.ofTarget ? 'A copy of the entry itself' : null;
  return `A copy of ${String(sources)} other ${sources === 1 ? 'source' : 'sources'}`;
}

/** How many groups speak for spam; `sums` are those of the groups after their caps, in thousandths. */
export const agreeingIn = (
  sums: readonly number[],
  { agreement }: Model,
): BandFacts['agreeing'] => ({
  groups: sums.filter((sum) => sum / 1_000 >= agreement.points).length,
  needed: agreement.groups,
});

/** All that decides about the band; `sums` as for {@link agreeingIn}. */
export function factsOf(
  evidence: Evidence,
  score: number,
  sums: readonly number[],
  model: Model,
): BandFacts {
  const { blocked, trusted, vouchedBy } = evidence.reputation;
  const { approved, isYoung } = standingOf(evidence.reputation);
  return {
    score,
    proof: proofOf(evidence),
    notAsked: evidence.verification.notAsked ?? null,
    blockedBy: blocked === null ? null : quote(blocked.entry),
    trusted: trusted !== null,
    copyOf: copyOf(evidence),
    known: approved >= model.approvedBefore,
    isYoung: isYoung && vouchedBy === null,
    agreeing: agreeingIn(sums, model),
  };
}
