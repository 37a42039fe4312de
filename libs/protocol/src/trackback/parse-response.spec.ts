// The sender's side of TrackBack: what it writes is read back, what servers answer is understood.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { cleanText } from '../text/clean-text.js';
import { trackbackError, trackbackSuccess } from './envelope.js';
import { trackbackListing } from './listing.js';
import { parseTrackbackPing } from './parse-ping.js';
import { parseTrackbackResponse } from './parse-response.js';
import type { TrackbackAnswer } from './parse-response.js';
import { TRACKBACK_REQUEST_TYPE, trackbackRequest } from './request.js';

const rows = JSON.parse(
  readFileSync(new URL('../../fixtures/trackback-response.json', import.meta.url), 'utf8'),
) as { name: string; body: string; bodyCharset?: string; expect: TrackbackAnswer }[];

const read = (body: string): TrackbackAnswer => parseTrackbackResponse(Buffer.from(body));

describe('the answers of others', () => {
  it.each(rows)('$name', (row) => {
    expect(parseTrackbackResponse(iconv.encode(row.body, row.bodyCharset ?? 'utf8'))).toEqual(
      row.expect,
    );
  });

  it('are readable or not, but never throw', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.constantFrom(...rows), fc.nat(300), fc.nat(10), fc.string({ maxLength: 5 }))
        .map(([row, at, drop, put]) =>
          Buffer.from(row.body.slice(0, at) + put + row.body.slice(at + drop)),
        ),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        expect(['success', 'error', 'unreadable']).toContain(parseTrackbackResponse(bytes).kind);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['<error>', '<error>'.repeat(150_000)],
    ['<error> and white space', `<error>${' '.repeat(1_000)}`.repeat(1_000)],
    ['<error and attributes', '<error a'.repeat(120_000)],
    ['<', '<'.repeat(1_000_000)],
  ])('of a megabyte of %s are unreadable', (_, body) => {
    expect(read(body)).toEqual({ kind: 'unreadable' });
  });

  it.each(['<message>', '</message ', '<b>', '&', '<![CDATA[', ']]> '])(
    'with a message of a megabyte of %s are errors',
    (piece) => {
      const body = `<error>1</error><message>${piece.repeat(1_000_000 / piece.length)}`;
      expect(read(body)).toMatchObject({ kind: 'error' });
    },
  );
});

describe('our own answers', () => {
  it('are understood', () => {
    expect(read(trackbackSuccess())).toEqual({ kind: 'success' });
    expect(
      read(trackbackListing({ title: '<error>1</error>', url: 'http://b.example/', items: [] })),
    ).toEqual({ kind: 'success' });
  });

  it('give back the message, whatever it is', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(']]>', '<b>&amp;</b>', '&#128;', '</message>', '<error>0</error>', "'"),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const message = cleanText(text) || 'The ping was refused.';
        expect(read(trackbackError(text))).toEqual({ kind: 'error', message });
      }),
    );
  });
});

describe('what a sender writes', () => {
  it('is read as it was meant', () => {
    // `<` and `&` may be markup, which a receiver takes away.
    const text = (max: number): fc.Arbitrary<string> =>
      fc
        .string({ unit: 'grapheme', maxLength: 40 })
        .map((any) => cleanText(any.replace(/[<&]/g, '')))
        .filter((clean) => Array.from(clean).length <= max);
    const ping = fc.record({
      url: fc
        .webUrl({ withQueryParameters: true, withFragments: true })
        .map((url) => new URL(url).href),
      title: text(250).filter((title) => title !== ''),
      excerpt: text(255),
      blogName: text(255),
    });
    fc.assert(
      fc.property(ping, (sent) => {
        const result = parseTrackbackPing({
          contentType: TRACKBACK_REQUEST_TYPE,
          body: Buffer.from(trackbackRequest(sent)),
        });
        expect(result).toMatchObject({ ok: true, value: { ...sent, notes: [] } });
        expect(result).toMatchObject({ value: { charset: { label: 'utf-8', from: 'header' } } });
      }),
    );
  });

  it('has the four fields in order, without those that are empty', () => {
    const url = 'http://sender.example/?a=1&b=2';
    expect(trackbackRequest({ url, title: 'Two words', excerpt: 'é', blogName: 'B+C' })).toBe(
      'title=Two+words&url=http%3A%2F%2Fsender.example%2F%3Fa%3D1%26b%3D2&excerpt=%C3%A9&blog_name=B%2BC',
    );
    expect(trackbackRequest({ url, title: '', excerpt: '', blogName: '' })).toBe(
      'url=http%3A%2F%2Fsender.example%2F%3Fa%3D1%26b%3D2',
    );
  });
});
