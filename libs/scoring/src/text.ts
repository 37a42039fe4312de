// Text made comparable: entities, markup, case, width and spacing no longer matter.

/** Characters of any text that are looked at; the rest is ignored, so work stays bounded. */
export const maxTextLength = 20_000;

const markup = /<[/!]?[a-z][^<>]*>/gi;
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi;
const unseen = /\p{Cf}|(?!\s)\p{Cc}/gu;
// Normalising sorts the marks on a letter, in quadratic time; no language piles up more than these.
const markPile = /(\p{M}{8})\p{M}+/gu;
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
// Scripts without spaces give one word per letter; otherwise a sentence would be one word.
const word = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

// Printable ASCII without markup and references needs none of the steps but case and spacing.
const ascii = /^[\t\n\r\x20-\x25\x27-\x3b\x3d-\x7e]*$/;
const printable = /^[\t\n\r\x20-\x7e]*$/;
// Latin letters, typographic punctuation and currencies: no marks, nothing that nobody sees.
const latin = /^[\t\n\r\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u20a0-\u20bf]*$/;
// Most texts are spaced evenly, and looking is cheaper than replacing each space by itself.
const uneven = /[^\S ]|\s\s/;
// All runs of white space but a single space, which may stay as it is.
const unevenRuns = /[^\S ]\s*|\s{2,}/g;
const plainLine = /^[!-~]+(?: [!-~]+)*$/;
const asciiWord = /[a-z\d]+/g;
// Up to "Latin Extended-B" and in typographic punctuation nothing is written without spaces, and one needs no
// knowledge of Unicode to tell letters and digits from the rest.
const western = /^[\0-\u024f\u2010-\u2027]*$/;
const westernWord = /[\dA-Za-z\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u024f]+/g;
// All scripts without spaces lie beyond Tibetan's block or at Thai; the symbols between 2000 and 2bff are of none.
const spaced = /^[\0-\u0dff\u2000-\u2bff]*$/;
const spacedWord = /[\p{L}\p{N}\p{M}]+/gu;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
};

/** The first `length` characters (UTF-16 units) of a text. */
export const clip = (text: string, length = maxTextLength): string =>
  text.length > length ? text.slice(0, length) : text;

/** Numeric and the common named character references of HTML, decoded once. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * A text in the form in which texts are compared: the first 20,000 characters, HTML tags dropped,
 * entities decoded, NFKC, lower case, characters nobody sees dropped, each run of white space one
 * space, none at the ends. Linear in the length of the input.
 *
 * @example normaliseText(' Tea &amp; <b>ＣＡＫＥ</b>\n') === 'tea & cake'
 */
export function normaliseText(text: string): string {
  const given = clip(text);
  if (ascii.test(given)) return evenSpaces(given.toLowerCase());
  const plain = decodeEntities(given.replace(markup, ' '));
  if (printable.test(plain)) return evenSpaces(clip(plain).toLowerCase());
  if (latin.test(plain)) return evenSpaces(clip(plain.normalize('NFKC')).toLowerCase());
  const folded = clip(plain.replace(markPile, '$1').normalize('NFKC')).toLowerCase();
  return evenSpaces(folded.replace(unseen, ''));
}

const evenSpaces = (text: string): string =>
  (uneven.test(text) ? text.replace(unevenRuns, ' ') : text).trim();

/**
 * The words of a text after {@link normaliseText}, in order: runs of letters, digits and marks;
 * in Han, Kana and Thai each letter by itself.
 */
export const wordsOf = (text: string): readonly string[] => wordsIn(normaliseText(text));

/** {@link wordsOf} of a text that is normalised already. */
export const wordsIn = (normal: string): readonly string[] =>
  normal.match(wordPattern(normal)) ?? [];

function wordPattern(normal: string): RegExp {
  if (ascii.test(normal)) return asciiWord;
  if (western.test(normal)) return westernWord;
  return spaced.test(normal) ? spacedWord : word;
}

/** Up to three of some texts, as {@link quote} shows each. */
export const quoteSome = (texts: readonly string[]): string =>
  texts.slice(0, 3).map(quote).join(', ');

/** A piece of a stranger's text, in quotation marks, one line, at most 60 characters. */
export function quote(text: string): string {
  const start = text.slice(0, 61);
  if (plainLine.test(start)) return start.length > 60 ? `"${start.slice(0, 59)}…"` : `"${start}"`;
  const line = text.replace(unseen, ' ').replace(/\s+/gu, ' ').trim();
  const letters = Array.from(clip(line, 200));
  return `"${letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : letters.join('')}"`;
}
