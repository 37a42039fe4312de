// What is kept of a decision takes it back and brings it back, to the bit.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ping } from '../../test/evidence.js';
import { lessonFrom } from '../lesson.js';
import { defaultModel } from '../model.js';
import { learnHistory } from './history.js';
import { copyOf, fits, putBack, takeOut } from './kept-updates.js';
import { learn } from './learn.js';
import type { Update } from './learn.js';
import { toBlob } from './site-blob.js';
import { emptySiteModel } from './site-model.js';
import type { SiteModel } from './site-model.js';
import { fromUpdateBlob, toUpdateBlob, UpdateBlobError } from './update-blob.js';

const dayMs = 86_400_000;
const lessonOfText = (excerpt: string) => lessonFrom(ping({ claimed: { excerpt } }), defaultModel);
const bytesOf = (site: SiteModel): string => Buffer.from(toBlob(site)).toString('base64');
const kept = (update: Update): Update => fromUpdateBlob(toUpdateBlob(update));

describe('an update that was kept as bytes', () => {
  it.each([
    { slots: [], weights: [], squares: [] },
    { slots: [0, 5, 262_143], weights: [1, -1, 2 ** 52], squares: [0, 127, 128] },
    { slots: [7], weights: [-(2 ** 53 - 1)], squares: [2 ** 53 - 1] },
  ])('is the same afterwards: %j', (update) => {
    expect(kept(update)).toEqual(update);
  });

  it('holds the sum of what was done to a slot, and nothing of one that did not change', () => {
    const update = { slots: [9, 3, 9, 4], weights: [2, 1, 3, 0], squares: [1, 0, 1, 0] };
    expect(kept(update)).toEqual({ slots: [3, 9], weights: [1, 5], squares: [0, 2] });
  });

  it('may be any whole numbers', () => {
    const whole = fc.maxSafeInteger();
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(262_143)), whole, whole, (slots, weight, square) => {
        const update = {
          slots,
          weights: slots.map(() => weight),
          squares: slots.map(() => square),
        };
        const back = kept(update);
        const used = weight === 0 && square === 0 ? [] : [...slots].sort((a, b) => a - b);
        expect(back.slots).toEqual(used);
        expect(back.weights.every((one) => Object.is(one, weight + 0))).toBe(true);
      }),
    );
  });

  it('is refused when it was cut, or names a slot that is not there', () => {
    const bytes = toUpdateBlob({ slots: [300], weights: [9_000], squares: [1] });
    expect(() => fromUpdateBlob(bytes.slice(0, -1))).toThrow(UpdateBlobError);
    expect(() =>
      fromUpdateBlob(toUpdateBlob({ slots: [262_144], weights: [1], squares: [1] })),
    ).toThrow(UpdateBlobError);
  });

  it('takes its decision out and brings it back exactly, whatever was learnt in between', () => {
    const site = emptySiteModel();
    learn(site, lessonOfText('Tea from the hills'), false, { atMs: 0 });
    const before = bytesOf(site);
    const update = learn(site, lessonOfText('Cheap hats for all'), true, { atMs: 40 * dayMs });
    const after = bytesOf(site);
    takeOut(site, kept(update));
    expect(bytesOf(site)).toBe(before);
    putBack(site, kept(update), { startedAtMs: 0 });
    expect(bytesOf(site)).toBe(after);
  });

  it('starts an empty model at its own time again, and fits no model of another', () => {
    const site = emptySiteModel();
    const update = learn(site, lessonOfText('Tea'), false, { atMs: 3 * dayMs });
    const after = bytesOf(site);
    takeOut(site, update);
    expect(site.startedAtMs).toBeNull();
    putBack(site, update, { startedAtMs: 3 * dayMs });
    expect(bytesOf(site)).toBe(after);
    expect(fits(site, { startedAtMs: 4 * dayMs })).toBe(false);
    expect(fits(site, { startedAtMs: 3 * dayMs })).toBe(true);
  });

  it('changes no copy', () => {
    const site = emptySiteModel();
    const copy = copyOf(site);
    learn(site, lessonOfText('Tea'), false, { atMs: 0 });
    expect(bytesOf(copy)).toBe(bytesOf(emptySiteModel()));
  });
});

describe('a history', () => {
  const history = ['Cheap hats for all', 'Tea from the hills', 'Hats and more hats'].map(
    (text, at) => ({ lesson: lessonOfText(text), isSpam: at !== 1 }),
  );
  const whole = (site: SiteModel) => {
    const steps: number[] = [];
    const learning = learnHistory(site, history, 5 * dayMs);
    for (;;) {
      const { done, value } = learning.next();
      if (done) return { steps, update: value };
      steps.push(value);
    }
  };

  it('is learnt three times over, by a third each, counts each row once, and says how far it is', () => {
    const site = emptySiteModel();
    expect(whole(site).steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(site.decisions).toBe(3);
    const byHand = emptySiteModel();
    const third = { weight: 1 / 3, atMs: 5 * dayMs };
    for (let pass = 0; pass < 3; pass += 1)
      for (const { lesson, isSpam } of history) learn(byHand, lesson, isSpam, third);
    byHand.decisions = 3;
    expect(bytesOf(site)).toBe(bytesOf(byHand));
  });

  it('goes as a whole, with nothing left of it', () => {
    const site = emptySiteModel();
    learn(site, lessonOfText('Notes on a book'), false, { atMs: 0 });
    const before = bytesOf(site);
    const { update } = whole(site);
    const later = learn(site, lessonOfText('More notes'), false, { atMs: 6 * dayMs });
    takeOut(site, kept(update), history.length);
    expect(site.decisions).toBe(2);
    takeOut(site, later);
    expect(bytesOf(site)).toBe(before);
  });
});
