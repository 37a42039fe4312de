// What a decision changed, as bytes, for keeping with the decision.
import { hashSpace } from './hash.js';
import type { Update } from './learn.js';

/** Thrown for bytes that are no update. */
export class UpdateBlobError extends Error {}

const low = 128;
const first = 64;

/** Whole numbers of either sign up to 2^53 - 1, small ones in one byte: the sign is the first byte's lowest bit. */
function write(bytes: number[], value: number): void {
  const size = Math.abs(value);
  // by arithmetic: shifts end at 32 bits
  let rest = Math.floor(size / first);
  bytes.push((size % first) * 2 + (value < 0 ? 1 : 0) + (rest > 0 ? low : 0));
  while (rest > 0) {
    const next = Math.floor(rest / low);
    bytes.push((rest % low) + (next > 0 ? low : 0));
    rest = next;
  }
}

function reader(bytes: Uint8Array): { next: () => number; isAtEnd: () => boolean } {
  let at = 0;
  const byte = (): number => {
    const found = bytes[at];
    if (found === undefined) throw new UpdateBlobError('The update is cut short');
    at += 1;
    return found;
  };
  return {
    isAtEnd: () => at >= bytes.length,
    next: () => {
      const head = byte();
      let sum = Math.floor((head % low) / 2);
      let more = head >= low;
      for (let scale = first; more; scale *= low) {
        const part = byte();
        sum += (part % low) * scale;
        more = part >= low;
      }
      // not -0, which would not be the number that was written
      return head % 2 === 1 && sum > 0 ? -sum : sum;
    },
  };
}

/**
 * Bytes: for each slot that changes, in ascending order, the distance from the slot before, the units added
 * to its weight and to its square, as numbers of variable length. Slots named twice are added up.
 */
export function toUpdateBlob({ slots, weights, squares }: Update): Uint8Array {
  const sums = new Map<number, { weight: number; square: number }>();
  slots.forEach((slot, at) => {
    const sum = sums.get(slot) ?? { weight: 0, square: 0 };
    sum.weight += weights[at] ?? 0;
    sum.square += squares[at] ?? 0;
    sums.set(slot, sum);
  });
  const bytes: number[] = [];
  let before = 0;
  for (const [slot, { weight, square }] of [...sums].sort(([one], [other]) => one - other)) {
    if (weight === 0 && square === 0) continue;
    write(bytes, slot - before);
    write(bytes, weight);
    write(bytes, square);
    before = slot;
  }
  return Uint8Array.from(bytes);
}

/**
 * The opposite of {@link toUpdateBlob}.
 *
 * @throws UpdateBlobError for bytes that were cut or changed into what no update holds.
 */
export function fromUpdateBlob(bytes: Uint8Array): Update {
  const [slots, weights, squares]: [number[], number[], number[]] = [[], [], []];
  const { next, isAtEnd } = reader(bytes);
  for (let slot = 0; !isAtEnd();) {
    slot += next();
    const [weight, square] = [next(), next()];
    const isWhole = Number.isSafeInteger(weight) && Number.isSafeInteger(square);
    if (slot < 0 || slot >= hashSpace || !isWhole)
      throw new UpdateBlobError('The update holds a figure that no learning makes');
    slots.push(slot);
    weights.push(weight);
    squares.push(square);
  }
  return { slots, weights, squares };
}
