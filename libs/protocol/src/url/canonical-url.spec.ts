// Addresses that are one resource, and the look-alikes that are not.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalUrl,
  isBelowOrigin,
  originOf,
  parseHttpUrl,
  sameResource,
} from './canonical-url.js';

const table = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));

describe('canonicalUrl', () => {
  it.each(table('canonical-url.json') as { given: string; canonical: string | null }[])(
    'makes $canonical of $given',
    ({ given, canonical }) => {
      expect(canonicalUrl(given)).toBe(canonical);
    },
  );

  it('is null where escaping makes an address too long to be read again', () => {
    const path = '</'.repeat(2_040);
    expect(canonicalUrl(`https://blog.example/${path.slice(0, 4_000)}`)).toHaveLength(8_021);
    expect(canonicalUrl(`https://blog.example/${'<'.repeat(4_000)}`)).toBeNull();
    expect(canonicalUrl(`https://${'ä.'.repeat(60)}example/`)).toHaveLength(496);
    expect(canonicalUrl(`https://${'ä.'.repeat(80)}example/`)).toBeNull();
    expect(sameResource(`http://a.example/${'<'.repeat(4_000)}`, 'http://a.example/')).toBe(false);
  });

  it('is idempotent and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        (text) => {
          const once = canonicalUrl(text);
          expect(once === null ? null : canonicalUrl(once)).toBe(once);
        },
      ),
    );
  });
});

describe('sameResource', () => {
  it.each(table('same-resource.json') as { a: string; b: string; same: boolean }[])(
    'of $a and $b is $same',
    ({ a, b, same }) => {
      expect(sameResource(a, b)).toBe(same);
      expect(sameResource(b, a)).toBe(same);
    },
  );
});

describe('isBelowOrigin', () => {
  it.each(table('below-origin.json') as { url: string; origin: string; below: boolean }[])(
    'of $url on $origin is $below',
    ({ url, origin, below }) => {
      expect(isBelowOrigin(url, origin)).toBe(below);
    },
  );
});

describe('originOf', () => {
  it.each([
    ['HTTPS://Blog.Example:443/x?y#z', 'https://blog.example'],
    ['http://blog.example.:8080/', 'http://blog.example:8080'],
    ['http://[::1]:80/', 'http://[::1]'],
    ['mailto:a@blog.example', null],
  ])('of %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});

describe('parseHttpUrl', () => {
  it('keeps the fragment and the query as they are', () => {
    expect(parseHttpUrl('http://b.example/?utm_source=1#f')?.href).toBe(
      'http://b.example/?utm_source=1#f',
    );
  });
});
