// The facts taken out of pages, and the character sets they are read by.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { describePage } from './describe-page.js';
import { readPage } from './read-page.js';

interface Row {
  name: string;
  html: string;
  facts: Record<string, unknown>;
}

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/page-facts.json', import.meta.url), 'utf8'),
) as Row[];

const url = 'https://sender.example/a/post';

describe('the facts of a page', () => {
  it.each(table)('$name', ({ html, facts }) => {
    expect(
      describePage(readPage(Buffer.from(html), { contentType: 'text/html', url })),
    ).toMatchObject(facts);
  });

  it('hold at most 20 000 characters of text', () => {
    const page = readPage(Buffer.from('😀'.repeat(30_000)), { contentType: 'text/plain', url });
    expect(Array.from(describePage(page).text)).toHaveLength(20_000);
  });

  it('are only the text where the page is not HTML', () => {
    const page = readPage(Buffer.from('{"a":"one","b":["two"]}'), {
      contentType: 'application/json',
      url,
    });
    expect(describePage(page)).toMatchObject({ title: null, text: 'one two', outgoingLinks: 0 });
  });
});

describe('the character set of a page', () => {
  const title = '日本語のブログ';
  const page = (head: string): string =>
    `<html><head>${head}<title>${title}</title></head><body>文章です</body></html>`;

  it.each([
    ['the header', 'text/html; charset=Shift_JIS', '', 'shift_jis', 'header'],
    ['meta charset', 'text/html', '<meta charset=euc-jp>', 'euc-jp', 'meta'],
    [
      'meta http-equiv',
      'text/html',
      '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">',
      'shift_jis',
      'meta',
    ],
    [
      'the header before meta',
      'text/html; charset=euc-jp',
      '<meta charset=utf-8>',
      'euc-jp',
      'header',
    ],
    [
      'a meta in a comment is none',
      'text/html',
      '<!-- <meta charset=utf-8> -->',
      'shift_jis',
      'detected',
    ],
    ['nothing: detection', 'text/html', '', 'euc-jp', 'detected'],
    ['nothing: UTF-8', 'text/html', '', 'utf-8', 'utf-8'],
    ['UTF-7 in meta is passed over', 'text/html', '<meta charset=utf-7>', 'utf-8', 'utf-8'],
  ])('comes from %s', (_name, contentType, head, label, from) => {
    const read = readPage(iconv.encode(page(head), label), { contentType, url });
    expect(read.charset).toEqual({ label, from });
    expect(describePage(read).title).toBe(title);
  });

  it.each([
    ['utf-8', 'utf8'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
  ])('comes from the byte order mark of %s before the header', (label, codec) => {
    const bytes = iconv.encode(page(''), codec, { addBOM: true });
    const read = readPage(bytes, { contentType: 'text/html; charset=iso-8859-1', url });
    expect(read.charset).toEqual({ label, from: 'bom' });
    expect(describePage(read).title).toBe(title);
  });

  it('of the label iso-8859-1 is windows-1252, as in every browser', () => {
    const read = readPage(Buffer.from('<title>caf\xe9 \x80 5</title>', 'latin1'), {
      contentType: 'text/html; charset=ISO-8859-1',
      url,
    });
    expect(describePage(read)).toMatchObject({ title: 'café € 5', charset: 'windows-1252' });
  });
});

describe('the kind of a page', () => {
  it.each([
    ['text/html', '', 'html'],
    ['application/xhtml+xml', '', 'html'],
    ['application/ld+json', '{}', 'json'],
    ['text/markdown', '', 'text'],
    ['image/png', '', 'unsupported'],
    [undefined, '<p>x', 'html'],
    [undefined, 'just words', 'text'],
  ])('of %s with %j is %s', (contentType, content, kind) => {
    expect(readPage(Buffer.from(content), { contentType, url }).kind).toBe(kind);
  });
});
