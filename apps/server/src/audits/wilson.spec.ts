// Wilson's interval against figures of published tables.
import { describe, expect, it } from '@jest/globals';
import { wilsonInterval } from './wilson.js';

describe("Wilson's interval", () => {
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [3, 300, 0.0034, 0.029],
  ])('of %s in %s reaches from %s to %s', (hits, of, low, high) => {
    const interval = wilsonInterval(hits, of);
    expect(interval?.low).toBeCloseTo(low, 3);
    expect(interval?.high).toBeCloseTo(high, 3);
  });

  it('of nothing is none', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});
