// Hashing of features into a fixed number of weights.

/** Number of weights: 2^18. Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning". */
export const hashSpace = 2 ** 18;

/** FNV-1a over UTF-16 units, 32 bits, from a starting value; for chaining. */
export function hashText(start: number, text: string): number {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}

/** The place of a hash in the space: MurmurHash3's finaliser (Appleby), then the low 18 bits. */
export function slotOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) & (hashSpace - 1);
}
