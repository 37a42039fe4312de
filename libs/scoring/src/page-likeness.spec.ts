// Passages that are nearly the same, and those that only share a theme, a quotation or a subject.
import { describe, expect, it } from '@jest/globals';
import { fixture } from '../test/evidence.js';
import { holdsMostOf, isNearlySame, pageLikenessOf } from './page-likeness.js';

type Case = {
  readonly name: string;
  readonly one: string;
  readonly other: string;
  readonly around: string;
  readonly same: boolean;
};

describe('two pages', () => {
  it.each(fixture<readonly Case[]>('page-likenesses.json'))('$name', (pair) => {
    const [one, other] = [pair.one, pair.other].map((text) => pageLikenessOf(text, pair.around));
    expect(isNearlySame(one?.words ?? [], other?.words ?? [])).toBe(pair.same);
    const shared = one?.sketch.filter((hash, at) => hash === other?.sketch[at]).length ?? 0;
    if (pair.same) expect(shared).toBeGreaterThan(0);
  });

  it('of few words are compared with nothing', () => {
    expect(pageLikenessOf('word '.repeat(49), 'word')).toBeNull();
    expect(pageLikenessOf('word '.repeat(50), 'word')?.words).toHaveLength(50);
  });

  it('are looked at around the link only', () => {
    const menu = Array.from({ length: 400 }, (_, at) => `menu${String(at)}`).join(' ');
    const likeness = pageLikenessOf(`${menu} I have read it with joy. ${menu}`, 'I have read it');
    expect(likeness?.words).toHaveLength(300);
    expect(likeness?.words[150]).toBe('i');
  });

  it('are compared within a bounded part of what a stranger sends', () => {
    const endless = 'a b '.repeat(1_000_000);
    expect(pageLikenessOf(endless, endless)?.words.length).toBeLessThan(301);
  });
});

describe('a page of a scraper', () => {
  const entry = Array.from({ length: 200 }, (_, at) => `word${String(at)}`).join(' ');

  it.each([
    ['holds the entry among other words', `Menu News ${entry} Share this`, true],
    ['holds a quotation only', `I read ${entry.slice(0, 200)} and think otherwise`, false],
    ['holds nothing of it', 'Something of one’s own. '.repeat(40), false],
  ])('%s', (_name, page, expected) => {
    expect(holdsMostOf(entry, page)).toBe(expected);
  });

  it('says nothing about an entry of few words', () => {
    expect(holdsMostOf('a short entry', 'a short entry')).toBe(false);
  });
});
