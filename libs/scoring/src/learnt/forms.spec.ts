// Masks, folding, blobs, limits, canary and calibration, by example.
import { describe, expect, it } from '@jest/globals';
import { foldConfusables } from '../confusables.js';
import { fewestForSteps, fitLine, fitSteps, shareAt } from './calibration.js';
import { checkCanary } from './canary.js';
import { hashSpace } from './hash.js';
import { defaultInfluence, influenceOf } from './influence.js';
import { learn } from './learn.js';
import { decodePrior, encodeWeights } from './prior.js';
import { fromBlob, toBlob } from './site-blob.js';
import { emptySiteModel } from './site-model.js';
import { urlTemplate } from './url-template.js';

describe('foldConfusables', () => {
  it.each([
    ['v\u0456agra', 'viagra'],
    ['c\u0430sin\u043e', 'casino'],
    ['\u0447\u0430\u0439', '\u0447\u0430\u0439'],
    ['kettle', 'kettle'],
  ])('turns %s into %s', (given, expected) => {
    expect(foldConfusables(given)).toBe(expected);
  });
});

describe('urlTemplate', () => {
  it.each([
    ['https://x.example/images/b12.php?cheap-hats-4', '/a/a0.php?a-a-0'],
    ['https://x.example/2026/11/tea', '/0/0/a'],
    ['https://x.example/', '/'],
  ])('masks %s', (given, expected) => {
    expect(urlTemplate(new URL(given))).toBe(expected);
  });
});

describe('the shipped form of weights', () => {
  it('comes back within half a step', () => {
    const weights = new Float32Array(hashSpace);
    for (let at = 0; at < 500; at += 1) weights[(at * 7919) % hashSpace] = Math.sin(at);
    const encoded = encodeWeights(weights);
    const { slots } = decodePrior({ version: 'x', intercept: 0, weights: {}, ...encoded });
    for (let slot = 0; slot < hashSpace; slot += 1) {
      expect(Math.abs((slots[slot] ?? 0) - (weights[slot] ?? 0)) <= encoded.step).toBe(true);
    }
  });
});

describe('the blob of a site', () => {
  const site = emptySiteModel();
  learn(site, { slots: [3, 9], values: [1, 0.5], logOdds: 0.3 }, true, { atMs: 5_000 });

  it('comes back as it was, to the byte', () => {
    const again = fromBlob(toBlob(site), 5_000);
    expect(again).toEqual(site);
    expect(toBlob(again)).toEqual(toBlob(site));
  });

  it.each([
    ['other bytes', new Uint8Array(40)],
    ['too few bytes', toBlob(site).slice(0, -1)],
    ['none', new Uint8Array()],
  ])('refuses %s', (_, bytes) => {
    expect(() => fromBlob(bytes, 0)).toThrow('site model');
  });
});

describe('influence', () => {
  it.each([
    [{ byAccount: 0, onDomain: 0 }, 1],
    [{ byAccount: 0, onDomain: 20 }, 20 / 42],
    [{ byAccount: 0, onDomain: 40 }, 0],
    [{ byAccount: 800, onDomain: 0 }, 0],
    [{ byAccount: -1, onDomain: 19 }, 1],
  ])('of %j is %d', (before, expected) => {
    expect(influenceOf(before)).toBeCloseTo(expected, 6);
  });

  it('of a whole day on one domain stays below twice the limit', () => {
    let sum = 0;
    for (let at = 0; at < 10_000; at += 1) sum += influenceOf({ byAccount: 0, onDomain: at });
    expect(sum).toBeLessThan(2 * defaultInfluence.perDomain);
  });
});

describe('the canary', () => {
  const cases = (candidate: (at: number, isSpam: boolean) => number, inUse = 0.9) =>
    Array.from({ length: 100 }, (_, at) => {
      const isSpam = at % 2 === 0;
      return { isSpam, inUse: isSpam ? inUse : 1 - inUse, candidate: candidate(at, isSpam) };
    });

  it('lets pass what is as good, and what has too little to compare', () => {
    expect(checkCanary(cases((_, isSpam) => (isSpam ? 0.92 : 0.1))).mayGoLive).toBe(true);
    expect(checkCanary([]).mayGoLive).toBe(true);
  });

  it('stops what judges worse, and what calls honest pings surely spam', () => {
    expect(checkCanary(cases((_, isSpam) => (isSpam ? 0.6 : 0.4))).mayGoLive).toBe(false);
    const few = checkCanary(cases((at, isSpam) => (isSpam ? 0.999 : at < 6 ? 0.985 : 0.001), 0.6));
    expect(few).toEqual({ mayGoLive: false, because: expect.stringContaining('honest pings') });
    expect(checkCanary(cases(() => NaN)).mayGoLive).toBe(false);
  });

  it('lets a site learn the other side, as long as no honest ping becomes surely spam', () => {
    const honest = cases(() => 0.5, 0.99).filter(({ isSpam }) => !isSpam);
    expect(checkCanary(honest).mayGoLive).toBe(true);
    const turned = honest.map((one) => ({ ...one, candidate: 0.99 }));
    expect(checkCanary(turned).mayGoLive).toBe(false);
  });
});

describe('calibration', () => {
  const points = Array.from({ length: 1_000 }, (_, at) => {
    const logOdds = (at % 100) / 10 - 5;
    // The truth is half as sure as the log-odds say.
    const share = 1 / (1 + Math.exp(-logOdds / 2));
    return { logOdds, isSpam: ((at * 7_919) % 1_000) / 1_000 < share };
  });

  it('finds the line, and leaves things alone without decisions', () => {
    expect(fitLine([])).toEqual({ slope: 1, offset: 0 });
    expect(fitLine(points).slope).toBeCloseTo(0.5, 0);
  });

  it('finds rising steps from 500 decisions on', () => {
    expect(fitSteps(points.slice(0, fewestForSteps - 1))).toBeNull();
    const steps = fitSteps(points) ?? [];
    const shares = steps.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect(shareAt(steps, 0)).toBeCloseTo(0.5, 0);
    expect(shareAt([], 0)).toBe(0.5);
  });
});
