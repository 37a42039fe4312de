// What holds for any evidence at all, however odd.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Claimed, Evidence, Extracted } from './evidence.js';
import { defaultModel } from './model.js';
import { defaultPolicy } from './policy.js';
import { judge, score } from './score.js';
import { signalGroups } from './signal.js';
import { signals } from './signals.js';
import { withPoints } from './with-points.js';

const odd = ['casino viagra', 'cheap nike jerseys', '…', '[url=x]', '\u200B', '\uD800', '&#8230;'];
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...odd), { maxLength: 6 }).map((parts) => parts.join(' ')),
);
const maybe = fc.option(text);
const count = fc.oneof(fc.nat(2_000), fc.double(), fc.integer());
const address = fc.oneof(fc.webUrl({ withQueryParameters: true }), text);
const match = fc.option(fc.record({ entry: text }));

const decided = {
  approved: count,
  spam: count,
  approvedWeight: count,
  spamWeight: count,
};
const sources = fc.array(
  fc.record(
    {
      scope: fc.constantFrom('domain', 'host', 'path', 'author', 'network'),
      key: text,
      ...decided,
      firstSeenDaysAgo: fc.option(count),
      spamDomains: count,
      elsewhere: fc.record(decided),
    },
    {
      requiredKeys: [
        'scope',
        'key',
        'firstSeenDaysAgo',
        'approved',
        'spam',
        'approvedWeight',
        'spamWeight',
      ],
    },
  ),
  { maxLength: 6 },
);

// who claims nothing lets the page speak
const claimed: fc.Arbitrary<Claimed> = fc.oneof(
  fc.record({ title: maybe, excerpt: maybe, blogName: maybe }),
  fc.constant({ title: null, excerpt: null, blogName: null }),
);
const extracted: fc.Arbitrary<Extracted | null> = fc.option(
  fc.record({ title: maybe, excerpt: maybe, name: maybe }),
);

const evidence: fc.Arbitrary<Evidence> = fc.record({
  protocol: fc.constantFrom('trackback', 'pingback', 'webmention'),
  source: address,
  target: fc.record({ url: address, title: maybe, missing: fc.boolean() }),
  claimed,
  extracted,
  verification: fc.record({
    state: fc.constantFrom(
      ...([
        'linked',
        'no-link',
        'gone',
        'unreachable',
        'refused',
        'unsupported',
        'waiting',
      ] as const),
    ),
    httpStatus: fc.option(fc.integer({ min: 100, max: 599 })),
    redirects: fc.nat(20),
    crossDomainRedirect: fc.boolean(),
  }),
  link: fc.option(
    fc.record({
      visible: fc.boolean(),
      hiddenBecause: maybe,
      rel: fc.array(fc.constantFrom('nofollow', 'sponsored', 'ugc')),
      text,
      position: text,
    }),
  ),
  page: fc.option(
    fc.record({
      title: maybe,
      siteName: maybe,
      text,
      textLength: count,
      outgoingLinks: count,
      outgoingHosts: count,
      noindex: fc.boolean(),
      language: maybe,
      hasAuthor: fc.boolean(),
      hasFeed: fc.boolean(),
      publishedAt: maybe,
    }),
  ),
  reputation: fc.record(
    {
      blocked: match,
      trusted: match,
      vouchedBy: maybe,
      domain: fc.record({ approved: count, spam: count, firstSeen: fc.boolean() }),
      sources,
    },
    { requiredKeys: ['blocked', 'trusted', 'vouchedBy', 'domain'] },
  ),
  repeats: fc.record({ sameText: count, sameSource: count }),
  campaign: fc.option(fc.record({ size: count, hosts: count })),
  words: fc.record({ spam: fc.array(text), ham: fc.array(text) }),
});

// what a site may have measured: rising shares of pools of different sizes
const steps = fc
  .array(
    fc.tuple(
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.nat(200),
      fc.integer({ min: 1, max: 200 }),
    ),
    {
      maxLength: 6,
    },
  )
  .map((pools) =>
    [...pools]
      .sort(([one], [other]) => one - other)
      .map(([from, spams, count], at) => ({
        from,
        share: (at + 1) / 8,
        spams: Math.min(spams, count),
        count,
      })),
  );
const model = fc.oneof(
  fc.constant(defaultModel),
  steps.map((measured) => ({ ...defaultModel, steps: measured })),
);
const judgement = fc.tuple(evidence, model).map(([one, used]) => score(one, used, defaultPolicy));
const thousandths = (points: number): number => Math.round(points * 1_000);
const sumOf = (all: readonly { readonly points: number }[]): number =>
  all.reduce((total, { points }) => total + thousandths(points), 0);

describe('any judgement', () => {
  it('has points that sum exactly to its log-odds', () => {
    fc.assert(
      fc.property(judgement, ({ intercept, logOdds, signals: spoken }) => {
        expect(thousandths(intercept) + sumOf(spoken)).toBe(thousandths(logOdds));
      }),
    );
  });

  it('moves by what the site measured, and says so, without any evidence of its own', () => {
    const measured = { from: -50, share: 0.5, spams: 100, count: 200 };
    fc.assert(
      fc.property(evidence, (one) => {
        const plain = score(one, defaultModel, defaultPolicy);
        const held = score(one, { ...defaultModel, steps: [measured] }, defaultPolicy);
        expect(held.probability).toBeGreaterThan(0.42);
        expect(held.probability).toBeLessThan(0.58);
        expect(held.signals.filter(({ group }) => group !== 'calibration')).toEqual(plain.signals);
        const because = held.signals.find(({ signal }) => signal === 'calibration')?.because;
        if (held.logOdds !== plain.logOdds) expect(because).toContain('100 of 200');
        const rule = [{ signal: 'rule:1', points: 1.5, because: 'A rule' }];
        const ruled = withPoints(held, one, defaultModel, defaultPolicy, rule);
        expect(thousandths(ruled.intercept) + sumOf(ruled.signals)).toBe(
          thousandths(ruled.logOdds),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('keeps every group within its cap', () => {
    fc.assert(
      fc.property(judgement, ({ signals: spoken }) => {
        for (const group of signalGroups) {
          const sum = sumOf(spoken.filter((signal) => signal.group === group));
          expect(Math.abs(sum)).toBeLessThanOrEqual(thousandths(defaultModel.caps[group]));
        }
      }),
    );
  });

  it('holds finite figures only, in their ranges', () => {
    fc.assert(
      fc.property(judgement, ({ score: total, probability, logOdds, signals: spoken }) => {
        expect(total >= 0 && total <= 100).toBe(true);
        expect(probability > 0 && probability < 1).toBe(true);
        expect(Number.isFinite(logOdds)).toBe(true);
        expect(spoken.every(({ points }) => Number.isFinite(points) && points !== 0)).toBe(true);
      }),
    );
  });

  it('is the same a second time, and after a way through JSON', () => {
    const plain = evidence.map((one) => JSON.parse(JSON.stringify(one)) as Evidence);
    fc.assert(
      fc.property(plain, (one) => {
        const first = score(one, defaultModel, defaultPolicy);
        expect(score(structuredClone(one), defaultModel, defaultPolicy)).toEqual(first);
        expect(JSON.parse(JSON.stringify(first))).toEqual(first);
      }),
    );
  });

  it('does not depend on the order of the signals or of the word lists', () => {
    const shuffled = fc.shuffledSubarray([...signals], {
      minLength: signals.length,
      maxLength: signals.length,
    });
    fc.assert(
      fc.property(evidence, shuffled, (one, order) => {
        const given = score(one, defaultModel, defaultPolicy);
        expect(judge(order, one, defaultModel, defaultPolicy)).toEqual(given);
        const { spam, ham } = one.words;
        const words = { spam: [...spam].reverse(), ham: [...ham].reverse() };
        expect(score({ ...one, words }, defaultModel, defaultPolicy).logOdds).toBe(given.logOdds);
      }),
    );
  });

  it('approves nothing without a proven link, whatever the policy', () => {
    const policy = { approveBelow: 101, spamFrom: 102, unproven: 'pending' } as const;
    fc.assert(
      fc.property(evidence, (one) => {
        const { band } = score(one, defaultModel, policy);
        expect(band === 'approve' && one.verification.state !== 'linked').toBe(false);
      }),
    );
  });

  it('is not lowered by one more spam of the same place, of its author or of the network', () => {
    const few = fc.nat(40);
    const scopes = ['domain', 'host', 'path', 'author', 'network'] as const;
    const nested = fc
      .array(fc.record({ approved: few, spam: few }), { minLength: 5, maxLength: 5 })
      .map((more) => {
        const total = { approved: 0, spam: 0 };
        return more.map(({ approved, spam }) => {
          total.approved += approved;
          total.spam += spam;
          return { ...total };
        });
      });
    const known = (counts: readonly { approved: number; spam: number }[], extra: number) =>
      scopes.map((scope, at) => {
        // the author is the narrowest; a network lies in none of them
        const { approved, spam } = counts[4 - at] ?? { approved: 0, spam: 0 };
        const now = { approved, spam: spam + extra };
        return {
          ...{ scope, key: scope, ...now, firstSeenDaysAgo: 30, spamDomains: 3 },
          ...{ approvedWeight: now.approved, spamWeight: now.spam },
        };
      });
    fc.assert(
      fc.property(evidence, nested, fc.integer({ min: 1, max: 5 }), (one, counts, extra) => {
        const scoreOf = (more: number) =>
          score(
            { ...one, reputation: { ...one.reputation, sources: known(counts, more) } },
            defaultModel,
            defaultPolicy,
          ).logOdds;
        expect(scoreOf(extra)).toBeGreaterThanOrEqual(scoreOf(0) - 0.003);
      }),
    );
  });

  it('calls every blocked source spam, whatever the policy', () => {
    const policy = { approveBelow: 101, spamFrom: 102, unproven: 'pending' } as const;
    fc.assert(
      fc.property(evidence, text, (one, entry) => {
        const reputation = { ...one.reputation, blocked: { entry } };
        expect(score({ ...one, reputation }, defaultModel, policy).band).toBe('spam');
      }),
    );
  });

  it('does not look past the first 20,000 characters', () => {
    const filler = 'tea '.repeat(5_000);
    fc.assert(
      fc.property(evidence, text, (one, tail) => {
        const long = (excerpt: string): Evidence => ({
          ...one,
          claimed: { ...one.claimed, excerpt },
        });
        expect(score(long(filler + tail), defaultModel, defaultPolicy)).toEqual(
          score(long(filler), defaultModel, defaultPolicy),
        );
      }),
      { numRuns: 10 },
    );
  });
});
