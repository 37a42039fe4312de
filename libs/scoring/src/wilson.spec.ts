// Wilson's interval against published figures.
import { describe, expect, it } from '@jest/globals';
import { wilsonInterval } from './wilson.js';

describe("Wilson's interval", () => {
  it.each([
    // Newcombe 1998, table I: without continuity correction
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
  ])('of %d in %d reaches from %d to %d', (hits, count, low, high) => {
    const interval = wilsonInterval(hits, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('never leaves 0 to 1, and holds the share', () => {
    for (const count of [1, 2, 3, 7, 100_000])
      for (const hits of [0, count / 2, count]) {
        const { low, high } = wilsonInterval(hits, count);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(hits / count);
        expect(high).toBeGreaterThanOrEqual(hits / count);
        expect(high).toBeLessThanOrEqual(1);
      }
  });

  it('of nothing says nothing', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
