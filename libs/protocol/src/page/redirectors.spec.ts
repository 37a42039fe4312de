// Links that go through somebody: click counters that say where, and shorteners that have to be asked.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findLinks } from './find-links.js';
import { readPage } from './read-page.js';
import { redirectorLinks } from './redirector-links.js';
import { isShortAddress, wrappedTarget } from './redirectors.js';

const TARGET = 'https://blog.example/post/1';

const table = <Row>(name: string): Row[] =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'),
  ) as Row[];

const pageOf = (html: string) =>
  readPage(Buffer.from(html), {
    contentType: 'text/html; charset=utf-8',
    url: 'https://sender.example/a/post',
  });

describe('the address that a click counter leads to', () => {
  it.each(table<{ address: string; target: string | null }>('redirectors'))(
    'of $address is $target',
    ({ address, target }) => {
      expect(wrappedTarget(address)).toBe(target);
    },
  );
});

describe('a short address', () => {
  it.each([
    ['https://t.co/abc', true],
    ['http://www.bit.ly/abc', true],
    ['https://t.co/', false],
    ['https://t.co.evil.example/abc', false],
    ['https://evil.example/t.co/abc', false],
    ['ftp://t.co/abc', false],
  ])('%s: %s', (address, expected) => {
    expect(isShortAddress(address)).toBe(expected);
  });
});

describe('the short addresses of a page', () => {
  it.each(table<{ name: string; html: string; links: string[] }>('redirector-links'))(
    '$name',
    ({ html, links }) => {
      expect(redirectorLinks(pageOf(html))).toEqual(links);
    },
  );
});

describe('a link through a redirector', () => {
  const counted = `<p>Read <a href="https://l.facebook.com/l.php?u=${encodeURIComponent(TARGET)}">this</a></p>`;

  it('proves the mention when its own address names the target, and says through whom', () => {
    expect(findLinks(pageOf(counted), [TARGET])).toMatchObject([
      { url: TARGET, text: 'this', through: 'l.facebook.com', visible: true },
    ]);
  });

  it('proves a mention of any page of the site too', () => {
    const [proof] = findLinks(pageOf(counted), [], { belowOrigins: ['https://blog.example'] });
    expect(proof?.through).toBe('l.facebook.com');
  });

  it('proves it when the shortener was asked and leads to the target', () => {
    const page = pageOf('<p>Read <a href="https://t.co/abc">this</a></p>');
    expect(findLinks(page, [TARGET])).toEqual([]);
    const leadsTo = new Map([['https://t.co/abc', `${TARGET}?utm_source=t`]]);
    expect(findLinks(page, [TARGET], { leadsTo })).toMatchObject([{ through: 't.co' }]);
    const elsewhere = new Map([['https://t.co/abc', 'https://blog.example/post/10']]);
    expect(findLinks(page, [TARGET], { leadsTo: elsewhere })).toEqual([]);
  });

  it('comes after one that leads straight there, and before one that nobody sees', () => {
    const proofs = findLinks(
      pageOf(
        `${counted}<footer><a href="${TARGET}">straight</a></footer><a hidden href="${TARGET}">w</a>`,
      ),
      [TARGET],
    );
    expect(proofs.map(({ through, visible }) => [through, visible])).toEqual([
      [null, true],
      ['l.facebook.com', true],
      [null, false],
    ]);
  });

  it.each([
    `<img src="https://l.facebook.com/l.php?u=${encodeURIComponent(TARGET)}">`,
    `<!-- ${counted} -->`,
    `<noscript>${counted}</noscript>`,
    `<a href="https://evil.example/?url=${encodeURIComponent(TARGET)}">w</a>`,
    `<a href="https://l.facebook.com/l.php?u=${encodeURIComponent(`${TARGET}0`)}">w</a>`,
  ])('is none in %s', (html) => {
    expect(findLinks(pageOf(html), [TARGET])).toEqual([]);
  });
});
