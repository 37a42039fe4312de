// The shipped prior: weights learnt once from public data, frozen, the same for every site.
import { hashSpace } from './hash.js';

/** What is shipped: numbers only, no word of what they were learnt from. */
export type EncodedPrior = {
  /** Names these weights; part of the version of every score made with them. */
  readonly version: string;
  /** Log-odds before any signal. */
  readonly intercept: number;
  /** Log-odds per unit of strength by signal id; these go before the weights set by hand. */
  readonly weights: Readonly<Record<string, number>>;
  /** Log-odds of one step of a quantised weight. */
  readonly step: number;
  /** {@link encodeWeights}. */
  readonly slots: string;
};

/** A prior ready for use. */
export type Prior = Pick<EncodedPrior, 'version' | 'intercept' | 'weights'> & {
  /** One weight per slot of the hash space, 0 where nothing was learnt. */
  readonly slots: Float32Array;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const largest = 127;

function toBase64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((group >> shift) & 63);
  }
  return text;
}

function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length / 4) * 3);
  const values = new Uint8Array(128);
  for (let at = 0; at < alphabet.length; at += 1) values[alphabet.charCodeAt(at)] = at;
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    let group = 0;
    for (let step = 0; step < 4; step += 1) {
      group = (group << 6) | (values[text.charCodeAt(at + step) & 127] ?? 0);
    }
    bytes[to] = group >> 16;
    bytes[to + 1] = (group >> 8) & 255;
    bytes[to + 2] = group & 255;
  }
  return bytes;
}

/**
 * Weights as text: for each slot that is not 0 after rounding to 127 steps, the distance from the
 * slot before (LEB128) and the step (one byte, two's complement), all in base64, filled up with 0.
 */
export function encodeWeights(weights: Float32Array): Pick<EncodedPrior, 'step' | 'slots'> {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = most === 0 ? 1 : most / largest;
  const bytes: number[] = [];
  let before = -1;
  weights.forEach((weight, slot) => {
    const steps = Math.round(weight / step);
    if (steps === 0) return;
    let distance = slot - before;
    for (; distance > 127; distance >>>= 7) bytes.push((distance & 127) | 128);
    bytes.push(distance, steps & 255);
    before = slot;
  });
  return { step, slots: toBase64(bytes) };
}

/** The opposite of {@link encodeWeights}; stops at the filling, ignores what is out of range. */
export function decodePrior(encoded: EncodedPrior): Prior {
  const { version, intercept, weights, step } = encoded;
  const slots = new Float32Array(hashSpace);
  const bytes = fromBase64(encoded.slots);
  let slot = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    let distance = 0;
    for (let shift = 0; ; shift += 7, at += 1) {
      const byte = bytes[at] ?? 0;
      distance |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (distance === 0) break;
    slot += distance;
    at += 1;
    slots[slot] = (((bytes[at] ?? 0) << 24) >> 24) * step;
  }
  return { version, intercept, weights, slots };
}
