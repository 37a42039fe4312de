// How far chance could move a share, against published figures.
import { describe, expect, it } from '@jest/globals';
import { wilsonOf } from './interval.js';

describe('the interval of a share', () => {
  // Newcombe 1998, table I: Wilson without continuity correction
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d reaches from %d to %d', (wrong, count, low, high) => {
    const reach = wilsonOf(wrong / count, count);
    expect(reach.low).toBeCloseTo(low, 4);
    expect(reach.high).toBeCloseTo(high, 4);
  });

  it('never leaves 0 to 1, and holds the share', () => {
    for (const share of [0, 0.5, 1]) {
      const { low, high } = wilsonOf(share, 1);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high).toBeLessThanOrEqual(1);
    }
  });
});
