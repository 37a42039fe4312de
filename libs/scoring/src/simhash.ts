// One number for a set of features, near for sets that are nearly the same.
import { fnv1a64 } from './fingerprint.js';

const mask = 0xffff_ffff_ffff_ffffn;
const encoder = new TextEncoder();

/** The finaliser of MurmurHash3: without it names that differ at their end would differ in few bits. */
function mixed(hash: bigint): bigint {
  let bits = hash;
  bits = ((bits ^ (bits >> 33n)) * 0xff51afd7ed558ccdn) & mask;
  bits = ((bits ^ (bits >> 33n)) * 0xc4ceb9fe1a85ec53n) & mask;
  return bits ^ (bits >> 33n);
}

/**
 * The 64-bit simhash of a bag of features, 0..2^64-1; 0 for none. Each bit says which side of a
 * random plane the bag lies on, so the share of differing bits is the angle between two bags
 * (Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002). The order
 * of the features does not matter; one that occurs twice counts twice.
 *
 * @example simhash(['a b c', 'b c d']) === simhash(['b c d', 'a b c'])
 */
export function simhash(features: Iterable<string>): bigint {
  const votes = new Int32Array(64);
  for (const feature of features) {
    const hash = mixed(BigInt(`0x${fnv1a64(encoder.encode(feature))}`));
    const [low, high] = [Number(hash & 0xffff_ffffn), Number(hash >> 32n)];
    for (let bit = 0; bit < 32; bit += 1) {
      votes[bit] = (votes[bit] ?? 0) + ((low >>> bit) & 1 ? 1 : -1);
      votes[bit + 32] = (votes[bit + 32] ?? 0) + ((high >>> bit) & 1 ? 1 : -1);
    }
  }
  return votes.reduceRight((hash, vote) => (hash << 1n) | (vote > 0 ? 1n : 0n), 0n);
}

/** In how many of their 64 bits two hashes differ, 0..64. */
export function hammingDistance(one: bigint, other: bigint): number {
  let bits = (one ^ other) & mask;
  let count = 0;
  for (; bits !== 0n; bits &= bits - 1n) count += 1;
  return count;
}

/**
 * The four 16-bit quarters of a hash, lowest first, 0..65535 each. Two hashes that differ in at
 * most 3 bits share a quarter for certain, at 6 bits in about two of three cases (Manku, Jain, Das
 * Sarma, "Detecting near-duplicates for web crawling", WWW 2007): an index on each finds them.
 */
export function simhashBands(hash: bigint): [number, number, number, number] {
  const band = (at: bigint): number => Number((hash >> (at * 16n)) & 0xffffn);
  return [band(0n), band(1n), band(2n), band(3n)];
}
