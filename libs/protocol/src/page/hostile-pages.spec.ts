// Pages written to break their reader.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deletedByMeta } from './deleted-by-meta.js';
import { describePage } from './describe-page.js';
import { findLinks } from './find-links.js';
import { mentionType } from './mention-type.js';
import { readPage } from './read-page.js';
import { vouches } from './vouch.js';

const TARGET = 'https://blog.example/post/1';

const attributes = (count: number): string =>
  Array.from({ length: count }, (_, n) => `a${String(n)}`).join(' ');
const link = (href: string): string => `<a href="${href}">w</a>`;
const styled = (style: string): string => `<p style="${style}">${link(TARGET)}</p>`;

describe('hostile pages', () => {
  it.each([
    ['100 000 nested elements', '<div>'.repeat(100_000)],
    ['unmatched end tags in deep nesting', '<x>'.repeat(60_000) + '</y>'.repeat(60_000)],
    [
      'formatting reopened in every paragraph',
      Array.from({ length: 2_000 }, (_, n) => `<b id=${String(n)}>`).join('') +
        '<p>x'.repeat(50_000),
    ],
  ])('are read up to a bound: %s', (_name, html) => {
    const page = readPage(Buffer.from(`<a href="${TARGET}">w</a>${html}`), {
      url: 'https://sender.example/',
    });
    expect(page.truncated).toBe(true);
    expect(findLinks(page, [TARGET])).toHaveLength(1);
    expect(describePage(page).truncated).toBe(true);
  });

  it.each([
    ['a tag of 60 000 attributes', `<p ${attributes(60_000)}>x</p>`],
    ['60 000 attributes of an end tag', `</p ${attributes(60_000)}>`],
    ['the same attribute 100 000 times', `<p ${'a '.repeat(100_000)}>x</p>`],
    ['a host of ideographs', link(`https://${'\u4e00\u4e8c'.repeat(100_000)}/`)],
    ['a host of dots', link(`https://${'.'.repeat(500_000)}x/`)],
    ['a host in punycode', link(`https://xn--${'a9'.repeat(250_000)}/`)],
    ['a long base', `<base href="/${'b/'.repeat(200_000)}">${'<a href=c>w</a>'.repeat(20_000)}`],
    ['a long base of many links', `<base href="?${'b'.repeat(500_000)}">${link('#f').repeat(999)}`],
    ['lengths of thousands of digits', styled(`width:${'1'.repeat(3_900)}x!`).repeat(200)],
    ['long classes around many links', `<div class="${'c '.repeat(200_000)}">${link(TARGET)}`],
    ['rules without end', `<style>${'.c{display:none}@media{'.repeat(20_000)}</style>`],
    ['selectors without end', `<style>${'.c,'.repeat(60_000)}.d{top:0}</style>`],
    ['braces without end', `<style>${'@x{'.repeat(60_000)}</style>`],
    ['comments without end', `<style>${'/*'.repeat(90_000)}</style>`],
    ['empty blocks without end', '<h1></h1>'.repeat(60_000)],
    ['words in many pieces', `<div><p>${'<i>x</i>'.repeat(15_000)}${link(TARGET)}`],
  ])('are read to their end, and their link is found: %s', (_name, html) => {
    const page = readPage(Buffer.from(`${html}<p>${link(TARGET)}`), {
      contentType: 'text/html; charset=utf-8',
      url: 'https://sender.example/',
    });
    expect(page.truncated).toBe(false);
    expect(findLinks(page, [TARGET])).toContainEqual(
      expect.objectContaining({ url: TARGET, text: 'w' }),
    );
    expect(describePage(page).text).toMatch(/w$/);
  });

  it.each([
    ['before', `<a href="${TARGET}" ${attributes(2_000)}>w</a>`, 1],
    ['after', `<a ${attributes(2_000)} href="${TARGET}">w</a>`, 0],
  ])('may have an address %s a thousand other attributes of its tag', (_name, html, found) => {
    const page = readPage(Buffer.from(html), { url: 'https://sender.example/' });
    expect(findLinks(page, [TARGET])).toHaveLength(found);
  });

  it('keep the links around one of a thousand attributes with their context', () => {
    const page = readPage(
      Buffer.from(
        `<p>Before ${link(TARGET)} and <b ${attributes(2_000)}>bold</b> words after.</p>`,
      ),
      { url: 'https://sender.example/' },
    );
    expect(findLinks(page, [TARGET])[0]?.context).toEqual({
      before: 'Before ',
      anchor: 'w',
      after: ' and bold words after.',
    });
  });

  it('in plain text are searched up to ten thousand addresses', () => {
    const text = (addresses: number): string => 'http://x.example/ '.repeat(addresses) + TARGET;
    const find = (content: string): unknown[] =>
      findLinks(
        readPage(Buffer.from(content), {
          contentType: 'text/plain',
          url: 'https://sender.example/',
        }),
        [TARGET],
      );
    expect(find(text(9_999))).toHaveLength(1);
    expect(find(text(10_000))).toHaveLength(0);
  });

  it('of JSON may be nested as deep as they like', () => {
    const deep = `${'['.repeat(50_000)}"${TARGET}"${']'.repeat(50_000)}`;
    const page = readPage(Buffer.from(deep), {
      contentType: 'application/json',
      url: 'https://sender.example/',
    });
    expect(findLinks(page, [TARGET])).toHaveLength(1);
  });

  it('never make a reader throw, whatever the bytes', () => {
    const types = fc.constantFrom(
      undefined,
      'text/html',
      'text/html; charset=utf-16',
      'application/json',
      'text/plain; charset=iso-2022-jp',
    );
    const markup = fc.array(
      fc.constantFrom(
        '<a href=',
        TARGET,
        '"',
        '>',
        '<',
        '</',
        '<!--',
        '-->',
        'style="left:-1e9px"',
        '<base href=',
        '<div class="h-entry">',
        '<div class="hentry">',
        '<p class="p-author h-card">',
        '<i class="e-content p-name dt-published p-constructor">',
        '<a class="u-url u-like-of" rel="bookmark constructor" href=',
        '<b class="u-url">http:[',
        '<table>',
        '<svg>',
        '<template>',
        '&amp;',
        '\0',
        ' ',
        'x',
      ),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      markup.map((parts) => Buffer.from(parts.join(''))),
    );
    fc.assert(
      fc.property(types, bytes, (contentType, content) => {
        const page = readPage(content, { contentType, url: 'https://sender.example/' });
        for (const proof of findLinks(page, [TARGET]))
          expect(proof.html.length).toBeLessThanOrEqual(500);
        mentionType(page, [TARGET]);
        vouches(page, TARGET);
        deletedByMeta(page);
        expect(describePage(page).text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
    );
  });
});
