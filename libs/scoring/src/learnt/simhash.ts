// A 64-bit fingerprint that is close for texts that are close.
import { fnv1a64 } from '../fingerprint.js';

const bands = 4;

/**
 * Simhash (Charikar 2002; Manku, Jain, Das Sarma 2007) over word 3-grams, as 16 hexadecimal digits: texts that
 * share most of their 3-grams differ in few bits. Empty for fewer than 4 words.
 */
export function simhash(words: readonly string[]): string {
  if (words.length < 4) return '';
  const votes = new Int32Array(64);
  const encoder = new TextEncoder();
  for (let at = 0; at + 2 < words.length; at += 1) {
    const hash = fnv1a64(encoder.encode(words.slice(at, at + 3).join(' ')));
    for (let digit = 0; digit < 16; digit += 1) {
      const bits = parseInt(hash.charAt(digit), 16);
      for (let bit = 0; bit < 4; bit += 1) {
        const place = digit * 4 + bit;
        votes[place] = (votes[place] ?? 0) + ((bits >> (3 - bit)) & 1 ? 1 : -1);
      }
    }
  }
  let text = '';
  for (let digit = 0; digit < 16; digit += 1) {
    let bits = 0;
    for (let bit = 0; bit < 4; bit += 1)
      bits = bits * 2 + ((votes[digit * 4 + bit] ?? 0) > 0 ? 1 : 0);
    text += bits.toString(16);
  }
  return text;
}

/** The four 16-bit bands of a simhash; two hashes within 3 bits of each other share one of them. */
export const bandsOf = (hash: string): readonly string[] =>
  hash === ''
    ? []
    : Array.from({ length: bands }, (_, at) => `${String(at)}:${hash.slice(at * 4, at * 4 + 4)}`);

/** In how many of 64 bits two simhashes differ; 64 when either is empty. */
export function distanceOf(one: string, other: string): number {
  if (one.length !== 16 || other.length !== 16) return 64;
  let distance = 0;
  for (let digit = 0; digit < 16; digit += 1) {
    let bits = parseInt(one.charAt(digit), 16) ^ parseInt(other.charAt(digit), 16);
    for (; bits > 0; bits >>= 1) distance += bits & 1;
  }
  return distance;
}
