// What the words of a page tell: its language, and whether a claimed title is its title.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from './detect-language.js';
import { titleSimilarity } from './title-similarity.js';

type Row = { one: string | null; other: string | null; similarity: number | null };

const rows = JSON.parse(
  readFileSync(new URL('../../fixtures/title-similarity.json', import.meta.url), 'utf8'),
) as Row[];

describe('the similarity of two titles', () => {
  it.each(rows)('of "$one" and "$other" is $similarity', ({ one, other, similarity }) => {
    expect(titleSimilarity(one, other)).toBe(similarity);
    expect(titleSimilarity(other, one)).toBe(similarity);
  });

  it('is bounded for titles without end', () => {
    expect(titleSimilarity('word '.repeat(100_000), 'word')).toBeLessThan(0.1);
  });
});

describe('the language of a text', () => {
  it.each([
    ['en', 'For years I cut everything back in March, until I read what this garden does instead.'],
    ['de', 'Ich habe diesen Eintrag gelesen und stimme ihm völlig zu, denn der Garten hat recht.'],
    ['fr', 'J’ai lu cet article hier soir et je suis tout à fait d’accord avec son auteur.'],
    ['es', 'He leído esta entrada y estoy completamente de acuerdo con lo que dice su autora.'],
    [
      'ja',
      'この記事を読んで、まったくその通りだと思いました。庭の話はいつも面白いです。ありがとうございます。これからも楽しみにしています。',
    ],
    ['ru', 'Я прочитал эту запись и полностью согласен с её автором, сад действительно прав.'],
  ])('is %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
    expect(detectLanguage(text.repeat(500))).toBe(language);
  });

  it.each([
    '',
    'A short text.',
    '12 345 678 '.repeat(50),
    'qwrtzxcvasdflkjhpoiu'.repeat(5),
    'Nokia Toyota Sony Kawasaki Yamaha Siemens Bosch Philips Ericsson',
  ])('is not guessed of "%s"', (text) => {
    expect(detectLanguage(text)).toBeNull();
  });
});
