// Points of a site's rules on top of a judgement: exact sums, the band that follows, no other change.
import { describe, expect, it } from '@jest/globals';
import { honestPing } from '../test/evidence.js';
import { defaultModel } from './model.js';
import type { Policy } from './policy.js';
import { defaultPolicy } from './policy.js';
import { score } from './score.js';
import { withPoints } from './with-points.js';

const add = (points: readonly number[], policy: Policy = defaultPolicy) =>
  withPoints(
    score(honestPing, defaultModel, policy),
    honestPing,
    defaultModel,
    policy,
    points.map((one, at) => ({ signal: `rule:${String(at)}`, points: one, because: 'A rule' })),
  );
const plain = add([]);

describe('points of rules', () => {
  it('are counted in whole thousandths, and everything still adds up', () => {
    const { logOdds, intercept, signals, probability } = add([1.234, -0.5]);
    const sum = signals.reduce((total, { points }) => total + Math.round(points * 1_000), 0);
    expect(Math.round(logOdds * 1_000)).toBe(Math.round(intercept * 1_000) + sum);
    expect(Math.round((logOdds - plain.logOdds) * 1_000)).toBe(734);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12);
  });

  it('stand among the signals by their size, in a group of their own', () => {
    const { signals } = add([9]);
    expect(signals[0]).toMatchObject({ signal: 'rule:0', group: 'rules', points: 9 });
    expect(signals).toHaveLength(plain.signals.length + 1);
  });

  it('alone make no spam, where two kinds of evidence must agree', () => {
    expect(add([10]).score).toBeGreaterThanOrEqual(98);
    expect(add([10]).band).toBe('pending');
  });

  it('and the measure of the site together make none either: it is no evidence', () => {
    const steps = [{ from: -50, share: 0.9, spams: 900, count: 1_000 }];
    const model = { ...defaultModel, steps };
    const judged = score(honestPing, model, defaultPolicy);
    expect(judged.signals[0]).toMatchObject({ group: 'calibration' });
    const rule = [{ signal: 'rule:1', points: 10, because: 'A rule' }];
    const { score: total, band } = withPoints(judged, honestPing, model, defaultPolicy, rule);
    expect(total).toBeGreaterThanOrEqual(98);
    expect(band).toBe('pending');
  });

  it('below zero can bring a ping under the limit for approval', () => {
    const policy: Policy = { ...defaultPolicy, approveBelow: plain.score };
    expect(add([], policy).because).toContain('between the thresholds');
    expect(add([-2], policy).because).not.toContain('between the thresholds');
  });

  it.each([[[]], [[0]], [[Number.NaN]]])(
    'that are none, %j, leave the judgement as it is',
    (points) => {
      expect(add(points)).toEqual(plain);
    },
  );

  it('are bounded', () => {
    expect(add([1e9]).logOdds - plain.logOdds).toBeCloseTo(10, 9);
  });
});
