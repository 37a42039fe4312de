// How much a mention has changed: honest edits against swaps.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedFields, contentDifference } from './content-difference.js';
import type { PublicContent } from './content-difference.js';

interface Row {
  name: string;
  kind: 'same' | 'honest' | 'swap';
  before: PublicContent;
  after: PublicContent;
}

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/content-difference.json', import.meta.url), 'utf8'),
) as Row[];

const content = (more: Partial<PublicContent>): PublicContent => ({
  title: '',
  excerpt: '',
  author: '',
  text: '',
  ...more,
});

describe('the difference between two versions', () => {
  it.each(table.filter(({ kind }) => kind === 'same'))('is 0: $name', ({ before, after }) => {
    expect(contentDifference(before, after)).toBe(0);
  });

  it.each(table.filter(({ kind }) => kind === 'honest'))(
    'of an honest edit is below 0.3: $name',
    ({ before, after }) => {
      expect(contentDifference(before, after)).toBeLessThan(0.3);
    },
  );

  it.each(table.filter(({ kind }) => kind === 'swap'))(
    'of a swap is above 0.3: $name',
    ({ before, after }) => {
      expect(contentDifference(before, after)).toBeGreaterThan(0.3);
    },
  );

  it('of a page whose text is replaced is above 0.6', () => {
    const row = table.find(({ name }) => name === 'the text of a casino');
    expect(row && contentDifference(row.before, row.after)).toBeGreaterThan(0.6);
  });

  it('is 1 where another author stands, however alike the letters', () => {
    const [before, after] = [content({ author: 'Ann Writer' }), content({ author: 'Jan Wirt' })];
    expect(contentDifference(before, after)).toBe(1);
  });

  it('is that of the first 2 000 words', () => {
    const words = Array.from({ length: 2_000 }, (_, n) => `w${String(n)}`).join(' ');
    const [before, after] = [content({ text: words }), content({ text: `${words} and so on` })];
    expect(contentDifference(before, after)).toBe(0);
    expect(changedFields(before, after)).toEqual(['text']);
  });

  it('lies between 0 and 1, is the same both ways, and is 0 to itself', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom('a', 'b', 'c', 'é', '春', '👍', '“', ' '))
        .map((all) => all.join('')),
    );
    const some = fc.record({ title: text, excerpt: text, author: text, text });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const difference = contentDifference(before, after);
        expect(difference).toBeGreaterThanOrEqual(0);
        expect(difference).toBeLessThanOrEqual(1);
        expect(contentDifference(after, before)).toBeCloseTo(difference, 10);
        expect(contentDifference(before, before)).toBe(0);
      }),
    );
  });
});

describe('the changed fields', () => {
  const before = content({ title: 'A “title”', excerpt: 'words', author: 'Ann', text: 'page' });

  it.each([
    ['nothing', {}, []],
    ['white space, case and quotes', { title: ' a  "TITLE"', author: 'ANN' }, []],
    ['a title', { title: 'Another' }, ['title']],
    ['an excerpt that is gone', { excerpt: '' }, ['excerpt']],
    [
      'all',
      { title: 'b', excerpt: 'c', author: 'd', text: 'e' },
      ['title', 'excerpt', 'author', 'text'],
    ],
  ])('of %s', (_name, change, fields) => {
    expect(changedFields(before, { ...before, ...change })).toEqual(fields);
  });
});
