// What a site learns, and that it can be taken back.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ping } from '../../test/evidence.js';
import { lessonFrom } from '../lesson.js';
import { defaultModel } from '../model.js';
import { defaultPolicy } from '../policy.js';
import { score } from '../score.js';
import { takeOut } from './kept-updates.js';
import { learn, logOddsOf } from './learn.js';
import type { Lesson } from './learn.js';
import { emptySiteModel, halfLifeDays } from './site-model.js';
import type { SiteModel } from './site-model.js';

const dayMs = 86_400_000;
const lesson: fc.Arbitrary<Lesson> = fc
  .record({
    slots: fc.array(fc.nat(500), { minLength: 1, maxLength: 30 }),
    value: fc.double({ min: 0, max: 1.5, noNaN: true }),
    logOdds: fc.double({ min: -12, max: 12, noNaN: true }),
  })
  .map(({ slots, value, logOdds }) => ({ slots, values: slots.map(() => value), logOdds }));
const decision = fc.record({
  lesson,
  isSpam: fc.boolean(),
  weight: fc.double({ min: 0, max: 1, noNaN: true }),
  atMs: fc.nat(900 * dayMs),
});

// The first slots are the only ones that these lessons touch; as bytes, so that -0 is not 0.
const numbers = ({ weights, squares, decisions }: SiteModel): unknown => ({
  weights: Buffer.from(weights.slice(0, 512).buffer).toString('base64'),
  squares: Buffer.from(squares.slice(0, 512).buffer).toString('base64'),
  decisions,
});

describe('taking a decision back', () => {
  it('restores the model bit for bit, whatever was decided in between', () => {
    fc.assert(
      fc.property(
        fc.array(decision, { maxLength: 6 }),
        fc.array(decision, { minLength: 1, maxLength: 6 }),
        (kept, undone) => {
          const site = emptySiteModel();
          for (const one of kept) learn(site, one.lesson, one.isSpam, one);
          const before = numbers(site);
          const updates = undone.map((one) => learn(site, one.lesson, one.isSpam, one));
          // not in the order of the decisions, as a moderator does it
          for (const update of updates) takeOut(site, update);
          expect(numbers(site)).toEqual(before);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('learning', () => {
  const spam = ping({
    claimed: { blogName: 'Quiet Pebbles', excerpt: 'Pebbles for every garden path' },
  });
  const teach = (site: SiteModel, times: number, atMs = 0): void => {
    for (let time = 0; time < times; time += 1) {
      learn(site, lessonFrom(spam, defaultModel), true, { atMs });
    }
  };
  const points = (site: SiteModel): number =>
    score(spam, { ...defaultModel, site }, defaultPolicy).logOdds;

  it('moves the score of what was decided, and names the words', () => {
    const site = emptySiteModel();
    const before = points(site);
    teach(site, 3);
    expect(points(site)).toBeGreaterThan(before + 1);
    const { signals } = score(spam, { ...defaultModel, site }, defaultPolicy);
    expect(signals.find(({ signal }) => signal === 'learnt-here')?.because).toContain('pebbles');
  });

  it('goes on while the caps keep the judgement back', () => {
    const loud = ping({
      link: null,
      page: null,
      verification: { state: 'waiting' },
      reputation: { domain: { firstSeen: false } },
      claimed: {
        blogName: 'Quiet Pebbles',
        title: null,
        excerpt:
          '[url=http://a.example]casino[/url] <a href="http://b.example">viagra</a> <script>eval(1)</script> xqzwrtkp vbnmlkjh zxcvwqrt',
      },
    });
    const model = { ...defaultModel, caps: { ...defaultModel.caps, text: 1 } };
    const judged = score(loud, model, defaultPolicy).logOdds;
    expect(lessonFrom(loud, model).logOdds).toBeCloseTo(judged, 2);
    expect(lessonFrom(loud, defaultModel).logOdds).toBeGreaterThan(judged + 3);
  });

  it('lays to the missing address first what sets a comment without one apart', () => {
    const claimed = { blogName: 'Quiet Pebbles', excerpt: 'Pebbles for every garden path' };
    const values = (source: string): readonly number[] =>
      lessonFrom(ping({ source, claimed }), defaultModel).values;
    const [most = 0, next = 0] = [...values('')].sort((one, other) => other - one);
    expect(most).toBeGreaterThan(2 * next);
    expect(Math.max(...values('https://pebbles.example/'))).toBeLessThan(most / 2);
  });

  it('forgets half of it in its half-life', () => {
    const site = emptySiteModel();
    const lessonOfSpam = lessonFrom(spam, defaultModel);
    teach(site, 3);
    const learnt = logOddsOf(site, lessonOfSpam) - lessonOfSpam.logOdds;
    site.readAtMs = halfLifeDays * dayMs;
    expect(logOddsOf(site, lessonOfSpam) - lessonOfSpam.logOdds).toBeCloseTo(learnt / 2, 6);
  });

  it('does not depend on the order of decisions that have nothing in common', () => {
    const disjoint = fc.array(fc.boolean(), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(disjoint, (labels) => {
        const all = labels.map((isSpam, at) => ({
          isSpam,
          lesson: { slots: [at * 7, at * 7 + 1], values: [0.5, 1], logOdds: at / 10 },
        }));
        const [one, other] = [emptySiteModel(), emptySiteModel()];
        for (const { lesson: taught, isSpam } of all) learn(one, taught, isSpam, { atMs: 0 });
        for (const { lesson: taught, isSpam } of all.reverse())
          learn(other, taught, isSpam, { atMs: 0 });
        expect(numbers(other)).toEqual(numbers(one));
      }),
      { numRuns: 20 },
    );
  });

  it('makes no figure that is none, whatever it is taught', () => {
    const odd = fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, 0, -0);
    fc.assert(
      fc.property(fc.array(fc.tuple(odd, fc.boolean()), { maxLength: 5 }), (all) => {
        const site = emptySiteModel();
        for (const [value, isSpam] of all) {
          learn(site, { slots: [1, 2], values: [value, 1], logOdds: value }, isSpam, { atMs: 0 });
        }
        expect(Number.isFinite(site.weights[1]) && Number.isFinite(site.weights[2])).toBe(true);
        expect(
          Number.isFinite(logOddsOf(site, { slots: [1, 2], values: [1, 1], logOdds: 0 })),
        ).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
