// What decisions come to: by age, by scope, and in the direction that they speak.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundsOf, decayedWeight, meanOf, posteriorOf, reputationLogOdds } from './posterior.js';
import type { DecisionWeights } from './posterior.js';

const weight = fc.double({ min: 0, max: 600, noNaN: true });
/** Scopes in each other, the widest first: each holds what the next holds, and more. */
const nested = fc
  .array(fc.record({ approved: weight, spam: weight }), { minLength: 1, maxLength: 4 })
  .map((more) =>
    more.reduceRight<DecisionWeights[]>((inner, { approved, spam }) => {
      const within = inner[0] ?? { approved: 0, spam: 0 };
      return [{ approved: approved + within.approved, spam: spam + within.spam }, ...inner];
    }, []),
  );
const oddsOf = (scopes: readonly DecisionWeights[]) =>
  reputationLogOdds(posteriorOf(scopes), Infinity);

describe('the weight of a decision', () => {
  it.each([
    [0, 1],
    [-3, 1],
    [180, 0.5],
    [360, 0.25],
    [1_800, 1 / 1_024],
  ])('after %d days is %d', (ageDays, left) => {
    expect(decayedWeight(ageDays)).toBeCloseTo(left, 10);
  });
});

describe('the posterior', () => {
  it('is even without decisions', () => {
    expect(meanOf(posteriorOf([]))).toBe(0.5);
    expect(boundsOf(posteriorOf([])).low).toBeCloseTo(0.025, 3);
  });

  it('is that of the wider scope where the narrower has no decisions', () => {
    const none = { approved: 0, spam: 0 };
    for (const domain of [
      { approved: 4, spam: 0 },
      { approved: 90, spam: 12 },
    ])
      expect(oddsOf([domain, none, none])).toBeCloseTo(oddsOf([domain]), 10);
  });

  it('counts a decision once, in however many scopes it lies', () => {
    const two = { approved: 0, spam: 2 };
    expect(posteriorOf([two, two, two])).toEqual(posteriorOf([two]));
  });

  it('goes with the narrower scope once that has decisions enough', () => {
    const domain = { approved: 500, spam: 20 };
    expect(meanOf(posteriorOf([domain, { approved: 0, spam: 20 }]))).toBeGreaterThan(0.7);
    expect(meanOf(posteriorOf([domain, { approved: 0, spam: 1 }]))).toBeLessThan(0.3);
  });

  it('is never lowered by one more spam, nor raised by one more approval', () => {
    const one = (scopes: DecisionWeights[], many: number, verdict: 'approved' | 'spam') =>
      scopes.map((scope, at) => (at < many ? { ...scope, [verdict]: scope[verdict] + 1 } : scope));
    fc.assert(
      fc.property(nested, fc.integer({ min: 1, max: 4 }), (scopes, many) => {
        expect(oddsOf(one(scopes, many, 'spam'))).toBeGreaterThanOrEqual(oddsOf(scopes) - 1e-9);
        expect(oddsOf(one(scopes, many, 'approved'))).toBeLessThanOrEqual(oddsOf(scopes) + 1e-9);
      }),
    );
  });

  it('has bounds around its mean, which close in as decisions come', () => {
    fc.assert(
      fc.property(nested, (scopes) => {
        const beta = posteriorOf(scopes);
        const { low, high } = boundsOf(beta);
        expect(low >= 0 && low < meanOf(beta) && meanOf(beta) < high && high <= 1).toBe(true);
        const more = boundsOf({ approved: beta.approved * 4, spam: beta.spam * 4 });
        expect(more.low >= low && more.high <= high).toBe(true);
      }),
    );
  });

  it('takes odd figures for nothing', () => {
    const odd = { approved: Number.NaN, spam: -5 };
    expect(posteriorOf([odd])).toEqual(posteriorOf([]));
    expect(reputationLogOdds(posteriorOf([{ approved: Infinity, spam: 0 }]), 3)).toBe(-3);
  });
});
