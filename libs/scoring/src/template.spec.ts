// The template of a campaign: what all share, what varies, and who is least like the others.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alignment } from './alignment.js';
import { distanceFromTemplate, templateOf, type TemplatePart } from './template.js';

const word = fc.stringMatching(/^[a-d]{1,2}$/);
const text = fc.array(word, { maxLength: 20 }).map((all) => all.join(' '));

describe('alignment', () => {
  it.each([
    ['abc', 'axc', 'ac'],
    ['', 'abc', ''],
    ['abcbdab', 'bdcaba', 4],
    ['aaaa', 'aa', 'aa'],
    ['abc', 'abc', 'abc'],
  ])('of %s and %s is as long as can be', (one, other, common) => {
    const pairs = alignment(Array.from(one), Array.from(other));
    if (typeof common === 'number') expect(pairs).toHaveLength(common);
    else expect(pairs.map(([at]) => one[at]).join('')).toBe(common);
  });

  it('pairs equal words, forwards in both', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (one, other) => {
        let last = [-1, -1];
        for (const [a, b] of alignment(one, other)) {
          expect(one[a]).toBe(other[b]);
          expect(a > (last[0] ?? 0) && b > (last[1] ?? 0)).toBe(true);
          last = [a, b];
        }
      }),
    );
  });
});

describe('templateOf', () => {
  const cases: [string, string[], TemplatePart[]][] = [
    ['nothing', [], []],
    ['one text', ['buy now'], [{ text: 'buy now' }]],
    [
      'a number that varies',
      ['buy 1 now', 'buy 2 now', 'buy 2 now'],
      [{ text: 'buy' }, { slot: 0, samples: ['2', '1'] }, { text: 'now' }],
    ],
    [
      'words that some leave out',
      ['the best shop', 'the shop', 'the very best shop'],
      [{ text: 'the' }, { slot: 0, samples: ['best', '', 'very best'] }, { text: 'shop' }],
    ],
    [
      'an outlier',
      ['a b c d', 'a b c d', 'a b c d', 'x y'],
      [{ text: 'a b c d' }, { slot: 0, samples: ['', 'x y'] }],
    ],
    ['nothing in common', ['a b', 'c d'], [{ slot: 0, samples: ['a b', 'c d'] }]],
  ];
  it.each(cases)('shows %s', (_what, texts, parts) => {
    expect(templateOf(texts)).toEqual(parts);
  });

  it('reproduces every text that holds all of it', () => {
    const slotted = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(slotted, (fills) => {
        const texts = fills.map(([a, b, c]) => `one ${a} two three ${b} four five six ${c}`);
        const parts = templateOf(texts);
        const pattern = parts.map((part) =>
          'text' in part ? part.text : `(${part.samples.join('|') || ''})`,
        );
        const whole = new RegExp(`^\\s*${pattern.join('\\s*')}\\s*$`);
        const fitting = texts.filter((one) => distanceFromTemplate(parts, one) === 0);
        for (const one of fitting) expect(one).toMatch(whole);
      }),
    );
  });

  it('shares words only that most texts have, and shows at most five samples', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        for (const part of templateOf(texts)) {
          if ('samples' in part) {
            expect(part.samples.length).toBeLessThanOrEqual(5);
            expect(part.samples.some((sample) => sample !== '')).toBe(true);
          } else
            for (const one of part.text.split(' '))
              expect(
                texts.filter((other) => other.split(' ').includes(one)).length,
              ).toBeGreaterThanOrEqual(0.7 * texts.length);
        }
      }),
    );
  });

  it('looks at so much of each text and at so many texts only', () => {
    const long = Array.from({ length: 100_000 }, (_, at) => `w${at}`).join(' ');
    const [part] = templateOf(Array.from({ length: 1_000 }, () => long));
    expect(part !== undefined && 'text' in part && part.text.split(' ').length).toBe(150);
  });
});

describe('distanceFromTemplate', () => {
  it('ranks the text least like the others last', () => {
    const texts = ['buy 1 now here', 'buy 2 now here', 'buy 3 now', 'a reply of mine'];
    const more = [4, 5, 6, 7].map((number) => `buy ${number} now here`);
    const template = templateOf([...texts, ...more]);
    const distances = texts.map((one) => distanceFromTemplate(template, one));
    expect(distances).toEqual([0, 0, expect.closeTo(1 / 3), 1]);
  });

  it('is 0..1, and 0 where there is no template', () => {
    expect(distanceFromTemplate([], 'anything')).toBe(0);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), text, (texts, one) => {
        const distance = distanceFromTemplate(templateOf(texts), one);
        expect(distance >= 0 && distance <= 1).toBe(true);
      }),
    );
  });
});
