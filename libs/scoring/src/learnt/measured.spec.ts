// A site's measure corrects what its decisions contradict, and leaves the rest as it is.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitSteps } from './calibration.js';
import type { Step } from './calibration.js';
import { measuredAt } from './measured.js';

/** So many pings at a log-odds, some of them spam. */
const group = (logOdds: number, count: number, spams: number) =>
  Array.from({ length: count }, (_, at) => ({ logOdds, isSpam: at < spams }));
const stepsOf = (...groups: ReturnType<typeof group>[]): readonly Step[] => {
  const steps = fitSteps(groups.flat());
  if (steps === null) throw new Error('too few decisions for steps');
  return steps;
};
const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

describe('the measure', () => {
  const steps = stepsOf(group(-4, 300, 3), group(1, 200, 20), group(4, 100, 98));

  it('moves a score that decisions contradict to the nearest they allow', () => {
    const measured = measuredAt(steps, 1);
    // 10 % of 200: the interval ends at 15 %
    expect(probability(measured?.logOdds ?? 0)).toBeCloseTo(0.149, 2);
    expect(measured).toMatchObject({ spams: 20, count: 200 });
  });

  it.each([-4, 4])('leaves what they confirm, as %d', (logOdds) => {
    expect(measuredAt(steps, logOdds)).toBeNull();
  });

  it('of few spams pulls none that is surely spam below the limit', () => {
    const few = stepsOf(group(-4, 600, 5), group(5, 12, 12));
    expect(measuredAt(few, 5)).toBeNull();
  });

  it('says nothing without steps', () => {
    expect(measuredAt([], 3)).toBeNull();
  });

  it('takes what a large step shows for the least of a small one above it', () => {
    const large = { from: -2, share: 0.45, spams: 180, count: 400 };
    const small = { from: -1, share: 0.5, spams: 2, count: 4 };
    const [below, above] = [-1.5, -1].map((logOdds) => measuredAt([large, small], logOdds));
    expect(probability(below?.logOdds ?? 9)).toBeCloseTo(0.402, 3);
    expect(above?.logOdds).toBe(below?.logOdds);
  });

  it('never puts the more suspicious of two below the other', () => {
    const groups = fc.array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.nat(40)), {
      minLength: 15,
      maxLength: 25,
    });
    const pair = fc.tuple(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: -10, max: 10, noNaN: true }),
    );
    fc.assert(
      fc.property(groups, pair, (given, [one, other]) => {
        const measured = stepsOf(...given.map(([at, spams]) => group(at, 40, spams)));
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const at = (logOdds: number) => measuredAt(measured, logOdds)?.logOdds ?? logOdds;
        expect(at(low)).toBeLessThanOrEqual(at(high) + 1e-9);
        expect(Number.isFinite(at(low))).toBe(true);
      }),
    );
  });
});
