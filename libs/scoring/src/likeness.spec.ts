// What is compared of pings: shapes of addresses, skeletons of names, and simhashes of text.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixture } from '../test/evidence.js';
import { likenessOf, type Likened } from './likeness.js';
import { maskedUrl } from './masked-url.js';
import { nameSkeleton } from './name-skeleton.js';
import { hammingDistance, simhash, simhashBands } from './simhash.js';

const hash = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 60, maxLength: 90 });

describe('maskedUrl', () => {
  it.each(fixture<[string, string | null][]>('masked-urls.json'))('of %s is %s', (url, shape) => {
    expect(maskedUrl(url)).toBe(shape);
  });

  it('is bounded and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (url) => {
        expect((maskedUrl(url) ?? '').length).toBeLessThanOrEqual(300);
      }),
    );
  });
});

describe('nameSkeleton', () => {
  it.each(fixture<[string, string][]>('name-skeletons.json'))('of %j is %j', (name, skeleton) => {
    expect(nameSkeleton(name)).toBe(skeleton);
  });
});

describe('what is stored of them', () => {
  it('never holds NUL or half a character', () => {
    const faces = '\u{1F600}'.repeat(300);
    const parts = [
      nameSkeleton(`a${'\u{20000}'.repeat(300)}`),
      maskedUrl(`https://a.example/x${faces}`),
    ];
    for (const part of [...parts, maskedUrl('https://a.example/%00?%00=%00')])
      expect(part).not.toMatch(/[\0\p{Cs}]/u);
  });
});

describe('simhash', () => {
  it('of nothing is 0, and fits 64 bits', () => {
    expect(simhash([])).toBe(0n);
    fc.assert(
      fc.property(fc.array(fc.string()), (features) => {
        const value = simhash(features);
        expect(value >= 0n && value <= 0xffff_ffff_ffff_ffffn).toBe(true);
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (features) => {
        expect(simhash([...features].reverse())).toBe(simhash(features));
      }),
    );
  });

  it('spreads over all bits: hashes of different words differ in half of them', () => {
    const hashes = Array.from({ length: 200 }, (_, at) => simhash([`word ${at}`]));
    const distances = hashes.slice(1).map((one) => hammingDistance(one, hashes[0] ?? 0n));
    const mean = distances.reduce((sum, bits) => sum + bits, 0) / distances.length;
    expect(mean).toBeGreaterThan(28);
    expect(mean).toBeLessThan(36);
  });
});

describe('hammingDistance', () => {
  it('counts the bits that differ', () => {
    expect(hammingDistance(0n, 0xffff_ffff_ffff_ffffn)).toBe(64);
    expect(hammingDistance(0b1010n, 0b0110n)).toBe(2);
    expect(hammingDistance(1n << 63n, 0n)).toBe(1);
  });

  it('is a metric', () => {
    fc.assert(
      fc.property(hash, hash, hash, (a, b, c) => {
        expect(hammingDistance(a, a)).toBe(0);
        expect(hammingDistance(a, b)).toBe(hammingDistance(b, a));
        expect(hammingDistance(a, c)).toBeLessThanOrEqual(
          hammingDistance(a, b) + hammingDistance(b, c),
        );
      }),
    );
  });
});

describe('simhashBands', () => {
  it('are the hash in four quarters, lowest first', () => {
    expect(simhashBands(0x0004_0003_0002_0001n)).toEqual([1, 2, 3, 4]);
    fc.assert(
      fc.property(hash, (value) => {
        const joined = simhashBands(value).reduceRight(
          (sum, band) => sum * 65_536n + BigInt(band),
          0n,
        );
        expect(joined).toBe(value);
      }),
    );
  });

  it('share one at least when three bits differ', () => {
    const bits = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { minLength: 0, maxLength: 3 });
    fc.assert(
      fc.property(hash, bits, (value, flipped) => {
        const other = flipped.reduce((sum, bit) => sum ^ (1n << BigInt(bit)), value);
        const [one, two] = [simhashBands(value), simhashBands(other)];
        expect(one.some((band, at) => band === two[at])).toBe(true);
      }),
    );
  });
});

describe('likenessOf', () => {
  const ping = (change: Partial<Likened>): Likened => ({
    source: 'https://shop.example/offer-1.php',
    name: '',
    title: 'A title of a few words',
    excerpt: '',
    targetTitle: '',
    ...change,
  });
  const hashOf = (excerpt: string, change: Partial<Likened> = {}): bigint =>
    likenessOf(ping({ excerpt, ...change })).simhash ?? -1n;

  it('of the same text is the same, whatever its numbers, addresses, case and spacing', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (text, one, other) => {
        const line = (number: number): string =>
          `${text.join(' ')} ${number} http://shop${number}.example/`;
        expect(hashOf(line(one))).toBe(hashOf(line(other).toUpperCase().replaceAll(' ', '  ')));
      }),
    );
  });

  it('of a text with a word more at its end is near, of another text far', () => {
    const near: number[] = [];
    fc.assert(
      fc.property(words, words, (text, other) => {
        const one = hashOf(text.join(' '));
        near.push(hammingDistance(one, hashOf(`${text.join(' ')} unheardof`)));
        expect(hammingDistance(one, hashOf(other.join(' ')))).toBeGreaterThan(6);
      }),
      { seed: 7 },
    );
    const within = near.filter((distance) => distance <= 6).length / near.length;
    expect(within).toBeGreaterThan(0.9);
  });

  it.each([
    ['next to nothing', { title: 'Nice post', excerpt: 'Thanks for sharing!', name: 'Ann' }],
    ['the same word again and again', { title: 'tea', excerpt: 'tea '.repeat(50) }],
    [
      'the title of the page and nothing else',
      {
        title: 'How to brew a really good cup of tea on a very small stove',
        excerpt: 'How to brew a really good cup of tea on a very small stove',
        targetTitle: 'How to brew a really good cup of tea on a very small stove',
      },
    ],
    ['nothing', { title: '', excerpt: '' }],
  ])('has no text to compare when it is %s', (_what, change) => {
    expect(likenessOf(ping(change)).simhash).toBeNull();
  });

  it('has no shape for a home page', () => {
    expect(likenessOf(ping({ source: 'https://shop.example/' })).pathShape).toBeNull();
  });
});
