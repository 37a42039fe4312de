// How features are told to a moderator, by a table, and that no trait is left in the words of the model.
import { describe, expect, it } from '@jest/globals';
import { fixture, ping } from '../../test/evidence.js';
import type { Change } from '../../test/evidence.js';
import type { Evidence } from '../evidence.js';
import { read } from '../reading.js';
import { traitsOf } from './form.js';
import { tell, traitWords } from './trait-words.js';

const told = fixture<readonly (readonly [trait: string, words: string])[]>('trait-words.json');
const pings = fixture<readonly { readonly when: Change<Evidence> }[]>('forms.json');

/** Said as they are by people too. */
const alike = 'a title,a smiley,brackets,digits,quotation marks,no name,no address'.split(',');

describe('a trait of form', () => {
  it.each(told)('%s is told as: %s', (trait, words) => {
    expect(traitWords(trait)).toBe(words);
  });

  it('is never told in the words of the model', () => {
    const traits = pings.flatMap(({ when }) => traitsOf(read(ping(when))));
    const single = new Set(traits.filter((trait) => !trait.includes(' + ')));
    const untold = [...single].filter((trait) => traitWords(trait) === trait);
    expect(untold.filter((trait) => !alike.includes(trait))).toEqual([]);
  });
});

describe('a feature', () => {
  it('that is a word is quoted, one of form is not', () => {
    expect(tell('text', 'kettle')).toBe('"kettle"');
    expect(tell('form', 'links: 0')).toBe('no link in its text');
  });
});
