// What is refused by reading an address, and what the address becomes when it is not.
import { describe, expect, it } from '@jest/globals';
import { fixtureRows } from '../test/loopback.js';
import { parseAllowance } from './allowance.js';
import { guardUrl } from './guard-url.js';

describe('guardUrl', () => {
  it.each(fixtureRows('urls-refused.tsv'))('refuses as %s: %s', (kind, url) => {
    expect(() => guardUrl(url, [])).toThrow(expect.objectContaining({ kind }));
  });

  it('refuses an address of more than 8192 characters', () => {
    const url = `http://blog.example/${'a'.repeat(8_192)}`;
    expect(() => guardUrl(url, [])).toThrow(expect.objectContaining({ kind: 'bad-url' }));
  });

  it.each([
    ['http://Blog.Example./post#top', 'http://blog.example/post', 'blog.example', 80, false],
    [
      'https://bücher.example',
      'https://xn--bcher-kva.example/',
      'xn--bcher-kva.example',
      443,
      true,
    ],
    ['http://blog.example:443/', 'http://blog.example:443/', 'blog.example', 443, false],
    ['http://0x7f.1/', 'http://127.0.0.1/', '127.0.0.1', 80, false],
    ['https://[2001:DB8::0:1]/', 'https://[2001:db8::1]/', '2001:db8::1', 443, true],
  ])('reads %s', (input, href, host, port, secure) => {
    const guarded = guardUrl(input, []);
    expect({ ...guarded, url: guarded.url.href }).toEqual({ url: href, host, port, secure });
  });

  it('leaves the URL object it was given alone', () => {
    const given = new URL('http://blog.example./#top');
    guardUrl(given, []);
    expect(given.href).toBe('http://blog.example./#top');
  });

  it('lets an odd port through to the address check when networks are allowed', () => {
    expect(guardUrl('http://blog.example:81/', parseAllowance('10.0.0.0/8')).port).toBe(81);
  });

  it('lets an allowed endpoint through and no other port of it', () => {
    const allow = parseAllowance('blog.example:81');
    expect(guardUrl('http://blog.example:81/', allow).port).toBe(81);
    expect(() => guardUrl('http://blog.example:82/', allow)).toThrow('not 82');
  });
});
