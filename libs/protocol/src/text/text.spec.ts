// Properties of the text functions, whatever a stranger writes.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanLines, cleanText } from './clean-text.js';
import { cropExcerpt, takeCharacters } from './crop.js';
import { escapeXml } from './escape-xml.js';
import { plainText } from './plain-text.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.uint16Array().map((units) => String.fromCharCode(...units)),
);

describe('cleanText', () => {
  it.each([
    [' a\u0000b\n c ', 'ab c'],
    ['a\u202eb\u2067c\u2069', 'abc'],
    ['\ufeffa\u0085b\u009f', 'ab'],
    ['\ud800a\udc00', 'a'],
    ['👩‍👩‍👧 ❤️', '👩‍👩‍👧 ❤️'],
    ['a\u0001 \u0001b', 'a b'],
    ['a\u00a0\u3000b', 'a b'],
  ])('makes of %j the text %j', (given, clean) => {
    expect(cleanText(given)).toBe(clean);
  });

  it('is idempotent, one line and fit for XML', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/u);
      }),
    );
  });

  it('keeps the lines where lines are wanted', () => {
    expect(cleanLines(' a  b\r\nc\u0000\n')).toBe('a b\nc');
  });
});

describe('cropExcerpt', () => {
  it('leaves what fits and never exceeds the bound', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 40 }), (text, max) => {
        const cropped = cropExcerpt(text, max);
        const length = Array.from(text).length;
        expect(Array.from(cropped).length).toBeLessThanOrEqual(Math.min(length, max));
        expect(length <= max ? cropped === text : cropped.endsWith('...')).toBe(true);
        expect(text.startsWith(length <= max ? cropped : cropped.slice(0, -3))).toBe(true);
      }),
    );
  });

  it('cuts a character that alone exceeds the bound', () => {
    expect(Array.from(cropExcerpt(`a${'\u0301'.repeat(500)}`, 20))).toHaveLength(20);
  });

  it('takes whole characters', () => {
    expect(takeCharacters('a👩‍👩‍👧b', 5)).toBe('a');
    expect(takeCharacters('a👩‍👩‍👧b', 6)).toBe('a👩‍👩‍👧');
    expect(takeCharacters(`${'😀'.repeat(4_998)}👩‍👩‍👧b`, 5_000)).toBe('😀'.repeat(4_998));
  });
});

describe('escapeXml', () => {
  it('leaves no character that means something in XML, and loses none', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeXml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(escaped).not.toMatch(/(?![\t\n\r])[\p{Cs}\p{Cc}\ufffe\uffff]/u);
      }),
    );
    expect(escapeXml('a\tb\n&<>"\'')).toBe('a\tb\n&amp;&lt;&gt;&quot;&#39;');
  });
});

describe('plainText', () => {
  it.each([
    ['&#8220;quotes&#8221; &amp; <b>bold</b>', '“quotes” & bold'],
    ['a < b && c > d', 'a < b && c > d'],
    ['one<br>two<p>three</p>four', 'one two three four'],
    ['&lt;b&gt;', '<b>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['x<script>y</script><style>z</style><!-- c -->', 'x'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<a href="http://spam.example/">buy</a>', 'buy'],
    ['&#0;&#x202e;&#xD800;a', '\ufffd\ufffda'],
  ])('of %j is %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it('never throws', () => {
    fc.assert(fc.property(anyText, (text) => typeof plainText(`<${text}&`) === 'string'));
  });
});
