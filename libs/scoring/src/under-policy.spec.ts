// A judgement under another policy is what scoring anew under it would have given.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { honestPing, ping } from '../test/evidence.js';
import { defaultModel } from './model.js';
import type { Policy } from './policy.js';
import { score } from './score.js';
import { underPolicy } from './under-policy.js';
import { withPoints } from './with-points.js';

const limit = fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10);
const policies: fc.Arbitrary<Policy> = fc.record({
  approveBelow: fc.option(limit),
  spamFrom: limit,
  unproven: fc.constantFrom('spam', 'pending'),
  newSiteDecisions: fc.constantFrom(0, 50),
  decisions: fc.constantFrom(0, 50),
});

describe('a judgement under another policy', () => {
  it('has the band and the reason of a score made under it, points of rules included', () => {
    const thousandths = fc.integer({ min: -10_000, max: 10_000 });
    const points = fc.array(
      thousandths.map((one) => one / 1_000),
      { maxLength: 3 },
    );
    // no link is one kind of evidence: whether a rule makes the second one matters
    const unlinked = ping({ verification: { state: 'no-link' }, link: null });
    const evidences = fc.constantFrom(
      honestPing,
      ping({ reputation: { trusted: { entry: 'honest.example' } } }),
      unlinked,
    );
    fc.assert(
      fc.property(policies, policies, points, evidences, (one, other, added, evidence) => {
        const rules = added.map((points, at) => ({
          ...{ signal: `rule:${String(at)}`, points, because: 'A rule' },
        }));
        const judged = (policy: Policy) =>
          withPoints(score(evidence, defaultModel, policy), evidence, defaultModel, policy, rules);
        const { band, because } = underPolicy(judged(one), evidence, defaultModel, other);
        const { band: wanted, because: reason } = judged(other);
        expect([band, because]).toEqual([wanted, reason]);
      }),
    );
  });
});
