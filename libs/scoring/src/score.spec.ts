// Whole judgements of realistic pings, in order from surely honest to surely spam.
import { describe, expect, it } from '@jest/globals';
import { fixture, honestPing, ping } from '../test/evidence.js';
import type { Change } from '../test/evidence.js';
import type { Evidence, SourceHistory } from './evidence.js';
import type { Band, Suggestion } from './judgement.js';
import { defaultModel } from './model.js';
import { defaultPolicy } from './policy.js';
import { score } from './score.js';

type Case = {
  readonly name: string;
  readonly when: Change<Evidence>;
  readonly expect: {
    readonly scoreFrom: number;
    readonly scoreTo: number;
    readonly band: Band;
    readonly suggestion: Suggestion;
  };
};

const judge = (evidence: Evidence, policy = defaultPolicy) => score(evidence, defaultModel, policy);
/** A domain that people let in, first seen so many days ago. */
const known = (firstSeenDaysAgo: number): SourceHistory => ({
  ...{ scope: 'domain', key: 'sender.example', firstSeenDaysAgo },
  ...{ approved: 5, spam: 0, approvedWeight: 5, spamWeight: 0 },
});
const cases = fixture<readonly Case[]>('judgements.json');

describe('the judgement of a whole ping', () => {
  it.each(cases)('is right about $name', ({ when, expect: expected }) => {
    const judgement = judge(ping(when));
    expect(judgement.score).toBeGreaterThanOrEqual(expected.scoreFrom);
    expect(judgement.score).toBeLessThanOrEqual(expected.scoreTo);
    expect(judgement.band).toBe(expected.band);
    expect(judgement.suggestion).toBe(expected.suggestion);
  });

  it('ranks the pings of the table in their order', () => {
    const points = cases.map(({ when }) => judge(ping(when)).logOdds);
    expect(points).toEqual([...points].sort((one, other) => one - other));
  });

  it('calls a blocked source spam whatever else speaks for it', () => {
    const reputation = { blocked: { entry: 'sender.example' }, trusted: { entry: 'example' } };
    const known = { approved: 50, spam: 0, firstSeen: false };
    const judgement = judge(ping({ reputation: { ...reputation, domain: known } }));
    expect(judgement.band).toBe('spam');
    expect(judgement.because).toBe(
      'The owner blocked this source ("sender.example"), whatever the score',
    );
  });

  it('never lets trust approve a link that is not there', () => {
    const evidence = ping({
      link: null,
      verification: { state: 'no-link' },
      reputation: {
        trusted: { entry: 'sender.example' },
        domain: { approved: 50, spam: 0, firstSeen: false },
      },
    });
    const policy = { approveBelow: 100, spamFrom: 101, unproven: 'pending' } as const;
    expect(judge(evidence, policy).band).toBe('pending');
    expect(judge(evidence).band).toBe('spam');
    expect(judge(evidence).score).toBeGreaterThan(80);
  });

  it('says what the score would be without the most influential signals', () => {
    const { counterfactuals, signals } = judge(
      ping({ link: null, verification: { state: 'no-link' } }),
    );
    expect(counterfactuals.map(({ without }) => without)).toEqual(
      signals.slice(0, 3).map(({ signal }) => signal),
    );
    expect(counterfactuals[0]).toMatchObject({ without: 'link-missing', band: 'pending' });
    expect(counterfactuals[0]?.score).toBeLessThan(20);
  });

  it.each([
    ['vouched', { vouchedBy: 'friend.example', sources: [known(3)] }, null],
    ['trusted-domain', { trusted: { entry: 'sender.example' } }, { sources: 2, ofTarget: false }],
  ])('says what the owner would decide without %s', (id, reputation, copies) => {
    const evidence = ping({ reputation, copies: copies && { ...copies, firstPingId: null } });
    const policy = { ...defaultPolicy, approveBelow: 98 };
    // only what it rests on is weighed, so that it stands among the three
    const model = { ...defaultModel, prior: null, weights: { 'link-found': -1, [id]: -1 } };
    const { band, counterfactuals } = score(evidence, model, policy);
    expect(band).toBe('approve');
    const without = counterfactuals.find((one) => one.without === id);
    expect(without).toMatchObject({ band: 'pending' });
  });

  it('says so when a cap binds', () => {
    const { signals } = judge(
      ping({
        claimed: {
          blogName: 'Buy Viagra Cheap',
          title: 'Buy Viagra Cheap',
          excerpt: 'Nothing of this stands on the page that was sent',
        },
      }),
    );
    const claims = signals.filter(({ group }) => group === 'claims');
    expect(claims.length).toBeGreaterThan(2);
    for (const { because, points, uncapped } of claims) {
      expect(because).toContain('(all claims signals together count at most 6)');
      expect(points).toBeLessThan(uncapped);
    }
  });

  it('leaves out signals that a model does not know', () => {
    const model = { ...defaultModel, prior: null, weights: { 'link-found': -1 } };
    const { signals, logOdds } = score(honestPing, model, defaultPolicy);
    expect(signals.map(({ signal }) => signal)).toEqual(['link-found']);
    expect(logOdds).toBe(-1);
  });
});
