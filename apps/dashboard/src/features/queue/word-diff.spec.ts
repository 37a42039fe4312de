// The word diff leads from one text to the other, in every script.
import { describe, expect, it } from '@jest/globals';
import { wordDiff, type WordChange } from './word-diff.js';

const short = { same: '=', added: '+', removed: '-' } as const;
const shown = (changes: WordChange[]) => changes.map(({ kind, text }) => short[kind] + text);

describe('wordDiff', () => {
  it.each([
    ['a quiet garden', 'a quiet garden', ['=a quiet garden']],
    ['', '', []],
    ['', 'new', ['+new']],
    ['old', '', ['-old']],
    ['a quiet garden', 'a cheap garden', ['=a ', '-quiet', '+cheap', '= garden']],
    ['庭の秋仕事', '庭の冬仕事', ['=庭の', '-秋', '+冬', '=仕事']],
  ])('of %j and %j', (before, after, parts) => {
    expect(shown(wordDiff(before, after))).toEqual(parts);
  });

  it('shows texts without much in common one after the other', () => {
    const before = Array.from({ length: 900 }, (_, word) => `old${word}`).join(' ');
    const after = Array.from({ length: 900 }, (_, word) => `new${word}`).join(' ');
    expect(shown(wordDiff(before, after))).toEqual([`-${before}`, `+${after}`]);
  });
});
