// How much a decoded text looks like a language, per character set that it was decoded by.
import { FREQUENT_IDEOGRAPHS, FREQUENT_LATIN } from './frequent-characters.js';
import type { CharsetLabel } from './labels.js';

/** From 0 (nonsense) to 1: the share of the characters beyond ASCII that make sense. */
export type Likelihood = (decoded: string) => number;

/**
 * The character sets told apart by their characters, in the order of preference when two fit equally
 * well: Japanese software sent most of the undeclared pings, and WordPress tries its sets first too.
 */
export const LIKELIHOOD: readonly (readonly [CharsetLabel, Likelihood])[] = [
  ['euc-jp', (text) => ideographs(text, FREQUENT_IDEOGRAPHS['euc-jp'])],
  ['shift_jis', (text) => ideographs(text, FREQUENT_IDEOGRAPHS.shift_jis)],
  ['gbk', (text) => ideographs(text, FREQUENT_IDEOGRAPHS.gbk)],
  ['big5', (text) => ideographs(text, FREQUENT_IDEOGRAPHS.big5)],
  ['euc-kr', (text) => ideographs(text, FREQUENT_IDEOGRAPHS['euc-kr'])],
  ['windows-1255', (text) => words(text, HEBREW)],
  ['windows-1251', (text) => words(text, CYRILLIC)],
  ['koi8-r', (text) => words(text, CYRILLIC)],
  ['windows-1253', (text) => words(text, GREEK)],
  ['windows-1252', (text) => latin(text, FREQUENT_LATIN['windows-1252'])],
  ['windows-1250', (text) => latin(text, FREQUENT_LATIN['windows-1250'])],
  ['iso-8859-2', (text) => latin(text, FREQUENT_LATIN['iso-8859-2'])],
  ['windows-1254', (text) => latin(text, FREQUENT_LATIN['windows-1254'])],
];

const IMPLAUSIBLE = /[\ufffd\ue000-\uf8ff\u0080-\u009f]/gu;

/* Latin text decoded as a multi-byte set swallows ASCII letters into rare ideographs. */
function ideographs(text: string, frequent: ReadonlySet<string>): number {
  const beyondAscii = Array.from(text).filter((character) => character > '\u007f');
  const common = beyondAscii.filter((character) => frequent.has(character)).length;
  // A text cut inside a character breaks one; more than that is another character set.
  const broken = Math.max(0, (text.match(IMPLAUSIBLE)?.length ?? 0) - 1);
  return share(common - 4 * broken, beyondAscii.length);
}

interface Alphabet {
  /** A word as people write it: one script, capitals only at the start or throughout. */
  readonly word: RegExp;
  readonly vowel?: RegExp;
}

/* No vowels are written, but five letters have a form that stands only at the end. */
const HEBREW: Alphabet = { word: /^[אבגדהוזחטיכלמנסעפצקרשת]+[ךםןףץ]?$/u };
const CYRILLIC: Alphabet = {
  word: /^(?:[А-ЯЁЂ-Џ]?[а-яёђ-џґ]+|[А-ЯЁЂ-Џ]+)$/u,
  vowel: /[аеёиоуыэюяієї]/giu,
};
const GREEK: Alphabet = {
  word: /^(?:[ΆΈ-ΏΑ-Ϋ]?[ΐά-ώ]+|[ΆΈ-ΏΑ-Ϋ]+)$/u,
  vowel: /[αεηιουωάέήίόύώϊϋΐΰ]/giu,
};

/* The two Cyrillic sets are each other with the capitals swapped; ideographs have no vowels. */
function words(text: string, { word, vowel }: Alphabet): number {
  const beyondAscii = beyondAsciiCount(text);
  let good = 0;
  let vowels = 0;
  for (const [run] of text.matchAll(/\p{L}+/gu)) {
    if (!word.test(run)) continue;
    good += isAllCapitals(run) ? run.length / 2 : run.length;
    vowels += vowel === undefined ? run.length : (run.match(vowel)?.length ?? 0);
  }
  return vowels < good / 4 ? 0 : share(good, beyondAscii);
}

const isAllCapitals = (word: string): boolean =>
  word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();

/* In Latin scripts the letters beyond ASCII stand among letters of ASCII, or alone between spaces. */
function latin(text: string, frequent: ReadonlySet<string>): number {
  const plain = text.replace(TYPOGRAPHY, ' ');
  let good = 0;
  for (const [run] of plain.matchAll(/\p{L}+/gu)) {
    if (/[a-z]/i.test(run)) good += Array.from(run).filter((letter) => frequent.has(letter)).length;
  }
  good += plain.match(LONE_LETTER)?.length ?? 0;
  return share(good, beyondAsciiCount(plain));
}

const TYPOGRAPHY = /[\u00a0§©«®°·»–—‘’“”…€]|(?<!\p{L})[¡¿]/gu;
const LONE_LETTER = /(?<![^\s])[àâáéèêëîíóôòúüöåøæÀÂÁÉÈÊÎÍÓÔÚÜÖÅØÆ](?![^\s,.!?:;])/gu;

const beyondAsciiCount = (text: string): number =>
  Array.from(text).filter((character) => character > '\u007f').length;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
