// What a learnt feature is called before a person: words are quoted, traits of form are put in plain words.
import { quote } from '../text.js';
import type { LearntField } from './features.js';

const lettersOf: Readonly<Record<string, string>> = {
  'without case': '',
  'in small letters': ' in small letters',
  'in capitals': ' in capitals',
  'of mixed letters': ' with capitals inside',
  'with a capital': ' with a capital',
};

const plain: Readonly<Record<string, string>> = {
  'topic unknown': 'too few words to tell a topic',
  'topic of the title': 'words of your page’s title',
  'a word of the title': 'a word of your page’s title',
  'topic of the entry': 'words of your page',
  'a word of the entry': 'a word of your page',
  'many words, no topic': 'many words but none of your page',
  'no topic': 'no word of your page',
  'hyphen in the host': 'a hyphen in the host name',
  'digit in the host': 'a digit in the host name',
  'capital in the host': 'a capital in the host name',
  www: 'a host name that begins with www',
  'no closing slash': 'an address without its closing slash',
  'host is the name': 'a host name that is the sender’s name',
  'host is the word': 'a host name that is the sender’s name',
  'name in the text': 'its name again in its text',
  'a question': 'a question mark',
  'an exclamation': 'an exclamation mark',
  dots: 'dots that leave something out',
  'signs of code': 'signs as in program code',
  'space before a mark': 'a space before a comma or full stop',
  'an @ name': 'a name with @',
  'line broken after a space': 'a line broken within a sentence',
  'line broken within a sentence': 'a line broken within a sentence',
  'line ends in a space': 'a line that ends in a space',
  'ends in nothing': 'no text',
  'begins small': 'a text that begins in a small letter',
  'begins with dots': 'a text that begins with dots',
};

const numbered = (count: string, one: string, many: string): string => {
  if (count === '0') return `no ${one}`;
  if (count === '1') return `one ${one}`;
  return `${count}${count === '4' ? ' or more' : ''} ${many}`;
};

const patterns: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^name of (.+), (.+)$/,
    (words = '', letters = '') =>
      `a name of ${words === '1' ? 'one word' : `${words} words`}${lettersOf[letters] ?? ''}`,
  ],
  [
    /^home page( with a query)?$/,
    (query = '') => `the address of a home page${query && ' with parameters'}`,
  ],
  [
    /^path of (\d)(, a slug)?(, a file)?( with a query)?$/,
    (count = '', slug = '', file = '', query = '') => {
      const marks = [slug && 'hyphens', file && 'a file name', query && 'parameters'];
      const told = marks.filter((mark) => mark !== '').join(' and ');
      const parts = numbered(count, 'part', 'parts');
      return `an address of ${parts}${told && ` with ${told}`}`;
    },
  ],
  [/^text of no$/, () => 'no text'],
  [/^text of (.+)$/, (band = '') => `${band} words of text`],
  [
    /^host of (\d)$/,
    (fourths = '') => {
      const least = Number(fourths) * 4;
      const letters = fourths === '6' ? '24 or more' : `${String(least)} to ${String(least + 3)}`;
      return `a host name of ${fourths === '0' ? 'at most 3' : letters} letters`;
    },
  ],
  [/^lines: (\d)$/, (count = '') => numbered(count, 'line of text', 'lines of text')],
  [/^links: (\d)$/, (count = '') => numbered(count, 'link in its text', 'links in its text')],
  [/^ends in (.)$/, (mark = '') => `a text that ends in “${mark}”`],
  [/^ends in (.+)$/, (what = '') => `a text that ends in ${what}`],
];

function say(trait: string): string {
  const known = plain[trait];
  if (known !== undefined) return known;
  for (const [pattern, words] of patterns) {
    const parts = pattern.exec(trait);
    if (parts !== null) return words(...parts.slice(1));
  }
  return trait;
}

// There are a few hundred traits, and each ping tells some of them.
const mostKept = 1_024;
const said = new Map<string, string>();

/** A trait of form as a moderator would say it: `links: 0` as `no link in its text`; others stay as they are. */
export function traitWords(trait: string): string {
  const known = said.get(trait);
  if (known !== undefined) return known;
  const words = say(trait);
  if (said.size < mostKept) said.set(trait, words);
  return words;
}

/** The label of a feature for a sentence: a word in quotation marks, a trait in plain words. */
export const tell = (field: LearntField, label: string): string =>
  field === 'form' ? traitWords(label) : quote(label);
