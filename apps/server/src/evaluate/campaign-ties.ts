// When two pings are of one hand: nearly the same text, or the same disguise in two respects at once. Pure.
import { hammingDistance, type Likeness } from '@trackwarden/scoring';

/** Bits of a simhash that may differ. */
const NEAR_BITS = 6;
/** A name this long is not the name of two blogs by chance. */
const TELLING_LETTERS = 10;

export type Traits = Likeness & {
  /** Of the sender's address. */
  network: string | null;
  targetId: string;
  isLinked: boolean;
};

/**
 * One key alone never binds: half of all blogs have addresses of the same shape, and a host sends
 * for thousands of them. A popular entry is pinged by many strangers at once.
 */
export function isTied(one: Traits, other: Traits): boolean {
  if (one.simhash !== null && other.simhash !== null)
    if (hammingDistance(one.simhash, other.simhash) <= NEAR_BITS) return true;
  const hasName = one.nameSkeleton !== '' && one.nameSkeleton === other.nameSkeleton;
  const hasShape = one.pathShape !== null && one.pathShape === other.pathShape;
  const hasNetwork = one.network !== null && one.network === other.network;
  if (hasName && isTelling(one.nameSkeleton) && (hasShape || hasNetwork)) return true;
  if (hasName && hasNetwork && one.targetId === other.targetId) return true;
  return hasShape && hasNetwork && !one.isLinked && !other.isLinked;
}

function isTelling(skeleton: string): boolean {
  const words = skeleton.split(' ');
  return words.length > 1 && words.join('').length >= TELLING_LETTERS;
}
