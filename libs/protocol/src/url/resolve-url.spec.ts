// Addresses that are read, those that are too long to be one, and those that need no reading.
import { describe, expect, it } from '@jest/globals';
import { parseHttpUrl } from './canonical-url.js';
import { referenceReader, resolveUrl, staysOnHost } from './resolve-url.js';

const BASE = 'https://sender.example/a/post?q';
const LONG = 'x'.repeat(600);

describe('resolveUrl', () => {
  it.each([
    ['https://blog.example/', 'https://blog.example/'],
    ['../b', 'https://sender.example/b'],
    ['//blog.example', 'https://blog.example/'],
    [`/${LONG}`, `https://sender.example/${LONG}`],
    [LONG, `https://sender.example/a/${LONG}`],
    [`https://blog.example/${LONG}`, `https://blog.example/${LONG}`],
    [`\\\\blog.example?${LONG}`, `https://blog.example/?${LONG}`],
  ])('reads %s', (address, href) => {
    expect(resolveUrl(address, BASE)?.href).toBe(href);
  });

  it.each([
    'https://[',
    `/${'x'.repeat(8_192)}`,
    `https://${LONG}/`,
    `https:${LONG}`,
    `https:\\${LONG}`,
    `//${LONG}`,
    ` \u0001/\t/${LONG}`,
    `ht\ntps:/\n/${LONG}`,
    `https://user@${LONG}:80/`,
  ])('takes %j for none', (address) => {
    expect(resolveUrl(address, 'http://other.example/')).toBeNull();
  });

  it('reads a host beyond ASCII the ten thousandth time as the first', () => {
    const hosts = Array.from({ length: 10_000 }, () => [
      resolveUrl('http://b\u00fccher.example/\u00e4')?.href,
      resolveUrl('//b\u00fccher.example/\u00e4', 'http://sender.example/')?.href,
      resolveUrl('\u00e4', 'http://b\u00fccher.example/')?.href,
    ]);
    expect(new Set(hosts.flat())).toEqual(new Set(['http://xn--bcher-kva.example/%C3%A4']));
  });

  it('bounds absolute addresses too', () => {
    expect(parseHttpUrl(`https://${'\u4e00'.repeat(513)}/`)).toBeNull();
    expect(parseHttpUrl(`https://${'.'.repeat(500)}x/`)?.hostname).toHaveLength(501);
  });
});

describe('referenceReader', () => {
  it('reads on after ten thousand good references, not after ten thousand broken ones', () => {
    const read = referenceReader(BASE);
    for (let n = 0; n < 10_000; n += 1) read('//blog.example/');
    for (let n = 0; n < 9_999; n += 1) read('//[');
    expect(read('../b')?.href).toBe('https://sender.example/b');
    expect(read('//[')).toBeNull();
    expect(read('../b')).toBeNull();
  });
});

describe('staysOnHost', () => {
  it.each(['a', 'a/b?c#d', '/', '/a', '?q', '#f', '../..//x', './x', 'é'.normalize('NFD')])(
    'is true of %j, which then has the host of its base',
    (reference) => {
      expect(staysOnHost(reference)).toBe(true);
      expect(resolveUrl(reference, BASE)?.host).toBe('sender.example');
    },
  );

  it.each([
    'https://blog.example/',
    'mailto:a@b.example',
    '//blog.example',
    '/\\blog.example',
    '\\/blog.example',
    '/\t/blog.example',
    '\u0001//blog.example',
    'ht\ntp://blog.example',
    '',
  ])('is false of %j, which has to be parsed', (reference) => {
    expect(staysOnHost(reference)).toBe(false);
  });
});
