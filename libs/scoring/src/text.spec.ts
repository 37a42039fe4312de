// Text made comparable, and its fingerprint.
import { describe, expect, it } from '@jest/globals';
import { fnv1a64, textFingerprint } from './fingerprint.js';
import { normaliseText, quote, wordsOf } from './text.js';

describe('normaliseText', () => {
  it.each([
    [' Tea &amp; <b>ＣＡＫＥ</b>\n', 'tea & cake'],
    ['a&nbsp;b&#8230;&#x2014;c', 'a b...—c'],
    ['soft\u00ADhyphen zero\u200Bwidth', 'softhyphen zerowidth'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['&unknown; &#0; &#x110000; &', '&unknown; &#0; &#x110000; &'],
    ['a \uFEFF b\u0000c', 'a bc'],
    ['<<<<script', '<<<<script'],
    ['a  b\nc \n d\te\u00a0f\r\n', 'a b c d e f'],
    ['', ''],
  ])('turns %j into %j', (given, expected) => {
    expect(normaliseText(given)).toBe(expected);
  });

  it('looks at the first 20,000 characters only', () => {
    expect(normaliseText('a'.repeat(100_000))).toHaveLength(20_000);
  });
});

describe('wordsOf', () => {
  it.each([
    ["It's 5 o'clock!", ['it', 's', '5', 'o', 'clock']],
    ['茶 tea カップ', ['茶', 'tea', 'カ', 'ッ', 'プ']],
    ['Žluťoučký кот', ['žluťoučký', 'кот']],
    ['— … !', []],
    ['“Déjà vu”, señor – ŝi’s', ['déjà', 'vu', 'señor', 'ŝi', 's']],
    ['Το τσάι… и чай ☕ חמים', ['το', 'τσάι', 'и', 'чай', 'חמים']],
    ['ชา 🫖 茶・tea', ['ช', 'า', '茶', 'tea']],
  ])('splits %j', (given, expected) => {
    expect(wordsOf(given)).toEqual(expected);
  });

  it('splits at the same letters whatever else is in the text', () => {
    const letters = Array.from({ length: 0x3100 }, (_, code) => String.fromCharCode(code)).filter(
      // what is alone in its text after normalising, and no mark that joins the letter before
      (letter) => /[^\p{M}\p{C}<&]/u.test(letter) && letter.normalize('NFKC') === letter,
    );
    const split = letters.filter(
      (letter) => wordsOf(`a${letter}b 茶`).join(' ') !== `${wordsOf(`a${letter}b`).join(' ')} 茶`,
    );
    expect(split).toEqual([]);
  });
});

describe('quote', () => {
  it('keeps a text on one line and short', () => {
    expect(quote(' a\nb\u202E c ')).toBe('"a b c"');
    expect(quote('😀'.repeat(80))).toBe(`"${'😀'.repeat(59)}…"`);
  });
});

describe('textFingerprint', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('rests on FNV-1a: %j gives %s', (text, expected) => {
    expect(fnv1a64(new TextEncoder().encode(text))).toBe(expected);
  });

  it('is the same for texts that differ only in form', () => {
    const one = textFingerprint('My new post: <i>tea</i>');
    expect(one).toMatch(/^[\da-f]{16}$/);
    expect(textFingerprint('my  NEW post &ndash; tea…')).toBe(one);
    expect(textFingerprint('my new post coffee')).not.toBe(one);
  });

  it('is empty for texts too short to be called a repetition', () => {
    expect(textFingerprint('Nice post, thanks')).toBe('');
  });
});
