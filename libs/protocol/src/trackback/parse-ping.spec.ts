// Runs the recorded and invented pings of the fixture tables through the parser.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { parseTrackbackPing } from './parse-ping.js';
import type { TrackbackPing } from './parse-ping.js';

interface Request {
  name: string;
  contentType: string | null;
  body: string;
  /** The character set in which the body stands on the wire; its percent-escapes are ASCII. */
  bodyCharset?: string;
  query?: string;
}
type Valid = Request & {
  expect: Partial<TrackbackPing>;
  charset?: TrackbackPing['charset'];
};
type Invalid = Request & { code: string };

const table = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));

const parse = ({ contentType, body, bodyCharset, query }: Request) =>
  parseTrackbackPing({
    contentType: contentType ?? undefined,
    body: iconv.encode(body, bodyCharset ?? 'utf8'),
    ...(query === undefined ? {} : { query }),
  });

describe('pings that are taken', () => {
  it.each(table('trackback-valid.json') as Valid[])('$name', (row) => {
    const result = parse(row);
    expect(result).toMatchObject({ ok: true, value: row.expect });
    if (row.charset !== undefined)
      expect(result).toMatchObject({ value: { charset: row.charset } });
  });
});

describe('pings that are refused', () => {
  it.each(table('trackback-invalid.json') as Invalid[])('$name', (row) => {
    const result = parse(row);
    expect(result).toMatchObject({ ok: false, error: { code: row.code } });
    expect(result.ok ? '' : result.error.message).toMatch(/^[A-Z].{10,}\.$/);
  });
});

describe('any bytes at all', () => {
  const contentTypes = fc.constantFrom(
    undefined,
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=Shift_JIS',
    'application/x-www-form-urlencoded; charset=iso-2022-jp',
    'application/x-www-form-urlencoded; charset=utf-16',
    'multipart/form-data; boundary=b',
  );

  it('never make the parser throw', () => {
    fc.assert(
      fc.property(
        contentTypes,
        fc.uint8Array({ maxLength: 400 }),
        fc.string(),
        (contentType, body, query) => {
          expect(typeof parseTrackbackPing({ contentType, body, query }).ok).toBe('boolean');
        },
      ),
    );
  });

  it('give fields within their bounds and fit for XML', () => {
    const value = fc.uint8Array({ maxLength: 600 });
    fc.assert(
      fc.property(value, value, value, (title, excerpt, blogName) => {
        const field = (name: string, bytes: Uint8Array): string =>
          `${name}=${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
        const body = [
          'url=http://sender.example/',
          field('title', title),
          field('excerpt', excerpt),
          field('blog_name', blogName),
        ];
        const result = parseTrackbackPing({
          contentType: undefined,
          body: Buffer.from(body.join('&')),
        });
        if (!result.ok) throw new Error(result.error.message);
        const { value: ping } = result;
        expect(Array.from(ping.title).length).toBeLessThanOrEqual(250);
        expect(Array.from(ping.excerpt).length).toBeLessThanOrEqual(255);
        expect(Array.from(ping.blogName).length).toBeLessThanOrEqual(255);
        expect(ping.title + ping.excerpt + ping.blogName).not.toMatch(
          /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u,
        );
      }),
    );
  });
});

describe('raw fields', () => {
  it('keep the markup that the cleaned fields have lost', () => {
    const result = parseTrackbackPing({
      contentType: undefined,
      body: Buffer.from(
        'url=http://sender.example/&excerpt=<a href="http://spam.example/">x</a>%00',
      ),
    });
    expect(result).toMatchObject({
      value: { excerpt: 'x', raw: { excerpt: '<a href="http://spam.example/">x</a>' } },
    });
  });
});
