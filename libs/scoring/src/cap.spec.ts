// Caps keep sums exact.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdToCap } from './cap.js';

const shares = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 12 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({ id: fc.constant(id), thousandths: fc.integer({ min: -9_000, max: 9_000 }) }),
      ),
    ),
  );
const sumOf = (all: readonly { readonly thousandths: number }[]): number =>
  all.reduce((total, share) => total + share.thousandths, 0);

describe('holdToCap', () => {
  it('leaves shares within the cap as they are', () => {
    const within = [
      { id: 'a', thousandths: 2_500 },
      { id: 'b', thousandths: -1_000 },
    ];
    expect(holdToCap(within, 1_500)).toEqual(within);
  });

  it('scales all members by the same factor', () => {
    const given = [
      { id: 'b', thousandths: 4_000 },
      { id: 'a', thousandths: 8_000 },
      { id: 'c', thousandths: -4_000 },
    ];
    expect(holdToCap(given, 4_000)).toEqual([
      { id: 'a', thousandths: 4_000 },
      { id: 'b', thousandths: 2_000 },
      { id: 'c', thousandths: -2_000 },
    ]);
  });

  it('ends exactly at the cap, in whole thousandths, in any order', () => {
    fc.assert(
      fc.property(shares, fc.nat(5_000), (given, cap) => {
        const held = holdToCap(given, cap);
        const sum = sumOf(given);
        expect(sumOf(held)).toBe(Math.abs(sum) <= cap ? sum : Math.sign(sum) * cap + 0);
        expect(held.every(({ thousandths }) => Number.isInteger(thousandths))).toBe(true);
        const reversed = holdToCap([...given].reverse(), cap);
        expect(
          new Set(reversed.map(({ id, thousandths }) => `${id} ${String(thousandths)}`)),
        ).toEqual(new Set(held.map(({ id, thousandths }) => `${id} ${String(thousandths)}`)));
      }),
    );
  });
});
