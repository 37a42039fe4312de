// What those who know the method can do to it, and the bounds on the damage.
import { describe, expect, it } from '@jest/globals';
import { ping } from '../test/evidence.js';
import type { Evidence } from './evidence.js';
import { lessonFrom } from './lesson.js';
import { checkCanary } from './learnt/canary.js';
import { influenceOf } from './learnt/influence.js';
import { learn } from './learnt/learn.js';
import { emptySiteModel } from './learnt/site-model.js';
import type { SiteModel } from './learnt/site-model.js';
import { defaultModel } from './model.js';
import { defaultPolicy } from './policy.js';
import { score } from './score.js';

const unknown = { link: null, page: null, verification: { state: 'waiting' } } as const;
const offer = (
  number: number,
  excerpt = 'Buy the best replica watches and cheap handbags online',
): Evidence =>
  ping({
    ...unknown,
    source: `http://host${String(number)}.example/replica-watches-${String(number)}.php`,
    claimed: { blogName: 'cheap replica watches', title: null, excerpt },
  });
const letter = (number: number): Evidence =>
  ping({
    ...unknown,
    source: `https://friend${String(number)}.example/2026/11/kettle`,
    claimed: {
      blogName: `Friend ${String(number)}`,
      title: null,
      excerpt:
        'I tried your way of brewing on my small stove and it worked, only the kettle was too large.',
    },
  });

const probability = (evidence: Evidence, site: SiteModel): number =>
  score(evidence, { ...defaultModel, site }, defaultPolicy).probability;

function decide(site: SiteModel, evidence: Evidence, isSpam: boolean, onDomain = 0): void {
  const weight = influenceOf({ byAccount: 0, onDomain });
  learn(site, lessonFrom(evidence, defaultModel), isSpam, { weight, atMs: 0 });
}

function taughtSite(): SiteModel {
  const site = emptySiteModel();
  for (let at = 0; at < 30; at += 1) {
    decide(site, offer(at), true);
    decide(site, letter(at), false);
  }
  return site;
}

describe('an attacker', () => {
  it('who buries an offer in good words does not get it approved', () => {
    const site = taughtSite();
    const goodWords =
      'water leaves kettle stove brewing kitchen friend patience entry letter evening garden '.repeat(
        60,
      );
    expect(probability(offer(99), site)).toBeGreaterThan(0.98);
    const stuffed = offer(99, `Buy cheap replica watches. ${goodWords}`);
    expect(probability(stuffed, site)).toBeGreaterThan(0.5);
  });

  it('who adds random words to every copy gains next to nothing', () => {
    const site = taughtSite();
    const busted = offer(
      98,
      'Buy the best replica watches qzxv kjhw wvut and cheap handbags online plmk okni',
    );
    expect(probability(busted, site)).toBeGreaterThan(0.97);
  });

  it('who hides words behind letters that look alike is read as meant', () => {
    const site = taughtSite();
    const plain = ping({
      ...unknown,
      claimed: { blogName: 'replica', title: null, excerpt: 'replica' },
    });
    const disguised = ping({
      ...unknown,
      claimed: { blogName: 'r\u0435plic\u0430', title: null, excerpt: 'r\u0435plic\u0430' },
    });
    expect(Math.abs(probability(disguised, site) - probability(plain, site))).toBeLessThan(0.25);
  });

  it('who gets a hundred offers of one domain approved in a day moves other offers little', () => {
    const site = taughtSite();
    for (let at = 0; at < 100; at += 1) {
      const poison = { ...offer(500), source: `http://poison.example/watches-${String(at)}.php` };
      decide(site, poison, false, at);
    }
    // the limits leave it less than forty decisions' worth; what is left is for a person, not for the public
    expect(probability(offer(97), site)).toBeGreaterThan(0.05);
  });

  it('who poisons a model is stopped by the canary', () => {
    const before = taughtSite();
    const after = taughtSite();
    for (let at = 0; at < 60; at += 1) decide(after, letter(at), true);
    const cases = Array.from({ length: 40 }, (_, at) => {
      const isSpam = at % 2 === 0;
      const evidence = isSpam ? offer(200 + at) : letter(200 + at);
      return {
        isSpam,
        inUse: probability(evidence, before),
        candidate: probability(evidence, after),
      };
    });
    expect(checkCanary(cases).mayGoLive).toBe(false);
  });

  it('or a slip of the hand does not turn a new site, decision by decision', () => {
    const site = emptySiteModel();
    const moved = (evidence: Evidence): number => {
      const { signals } = score(evidence, { ...defaultModel, site }, defaultPolicy);
      return signals.find(({ signal }) => signal === 'learnt-here')?.points ?? 0;
    };
    const unlike = ping({
      ...unknown,
      source: 'https://greenhouse.example/notes/beans',
      claimed: { blogName: 'Greenhouse', title: 'Beans', excerpt: 'Beans want warm soil first.' },
    });
    decide(site, letter(1), true);
    expect(moved(letter(2))).toBeLessThan(1);
    expect(Math.abs(moved(unlike))).toBeLessThan(0.4);
    decide(site, offer(1), false);
    expect(probability(offer(2), site)).toBeGreaterThan(0.9);
    for (let at = 10; at < 20; at += 1) decide(site, letter(at), true);
    expect(moved(letter(2))).toBeGreaterThan(2);
  });

  it('who gets one wrong label in twenty does not turn the judgement', () => {
    const site = emptySiteModel();
    for (let at = 0; at < 60; at += 1) {
      const isWrong = at % 20 === 7;
      decide(site, offer(at), !isWrong);
      decide(site, letter(at), isWrong);
    }
    expect(probability(offer(96), site)).toBeGreaterThan(0.9);
    expect(probability(letter(96), site)).toBeLessThan(0.1);
  });
});
