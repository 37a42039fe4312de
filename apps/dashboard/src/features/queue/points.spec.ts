// The sums behind a score must be exact to the reader's eye.
import { describe, expect, it } from '@jest/globals';
import { detailOf, pingOf } from '../../testing/fixtures.js';
import { bySize, byStrength, exactPoints, signalName, sumOf, telling } from './points.js';

const signal = (name: string, points: number) => ({
  signal: name,
  group: 'test',
  points,
  because: name,
});

describe('points', () => {
  it.each([
    [0.9, '+0.9'],
    [-1.6, '−1.6'],
    [-1.25, '−1.25'],
    [2, '+2.0'],
    [0, '0.0'],
    [0.004, '0.0'],
  ])('writes %d as %s', (points, text) => {
    expect(exactPoints(points)).toBe(text);
  });

  it('puts the strongest reason first, whichever way it points, and adds the prior', () => {
    const signals = [signal('a', 0.2), signal('b', -3), signal('c', 1)];
    expect(bySize(signals).map((item) => item.signal)).toEqual(['b', 'c', 'a']);
    expect(sumOf(-0.5, signals)).toBeCloseTo(-2.3);
  });

  it('keeps the strong reasons apart from those that move a score by little', () => {
    const names = byStrength([signal('a', -3), signal('b', 0.3), signal('c', -0.29)]).map((part) =>
      part.map((item) => item.signal),
    );
    expect(names).toEqual([['a', 'b'], ['c']]);
  });

  it('tells of the reason that changes the band before the one that moves the score most', () => {
    const detail = {
      ...detailOf(pingOf(1, 'a', { score: 8, band: 'pending' })),
      counterfactuals: [
        { without: 'big', score: 60, band: 'pending' as const },
        { without: 'decisive', score: 4, band: 'approve' as const },
      ],
    };
    expect(telling(detail)?.without).toBe('decisive');
  });

  it.each([
    ['first-seen-domain', 'first seen domain'],
    ['learnt-form', 'how it is built'],
  ])('calls the reason %s: %s', (signal, name) => {
    expect(signalName(signal)).toBe(name);
  });

  it('is silent when nothing would change', () => {
    const detail = {
      ...detailOf(pingOf(1, 'a', { score: 8 })),
      counterfactuals: [{ without: 'small', score: 8.2, band: 'pending' as const }],
    };
    expect(telling(detail)).toBeNull();
  });
});
