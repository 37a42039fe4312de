// Traits of form, by a table, and their bounds.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixture, ping } from '../../test/evidence.js';
import type { Change } from '../../test/evidence.js';
import type { Evidence } from '../evidence.js';
import { read } from '../reading.js';
import { traitsOf } from './form.js';

type Case = {
  readonly name: string;
  readonly when: Change<Evidence>;
  readonly has: readonly string[];
  readonly lacks: readonly string[];
};

describe('the form of a ping', () => {
  it.each(fixture<readonly Case[]>('forms.json'))('$name', ({ when, has, lacks }) => {
    const traits = traitsOf(read(ping(when)));
    expect(traits).toEqual(expect.arrayContaining([...has]));
    for (const trait of lacks) expect(traits).not.toContain(trait);
  });

  it('is at most 60 distinct traits, whatever is sent', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (blogName, excerpt, path) => {
        const source = `http://x.example/${path}`;
        const traits = traitsOf(read(ping({ source, claimed: { blogName, excerpt } })));
        expect(traits.length).toBeLessThanOrEqual(60);
        expect(new Set(traits).size).toBe(traits.length);
      }),
      { numRuns: 100 },
    );
  });
});
