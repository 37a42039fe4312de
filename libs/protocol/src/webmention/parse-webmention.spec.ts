// Runs the recorded and invented Webmentions of the fixture tables through the parser.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseWebmention } from './parse-webmention.js';
import type { Webmention } from './parse-webmention.js';
import { webmentionRequest } from './webmention-request.js';

interface Request {
  name: string;
  contentType: string | null;
  body: string;
}
type Valid = Request & { expect: Webmention };
type Invalid = Request & { code: string };

const table = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));

const valid = table('webmention-valid.json') as Valid[];
const parse = ({ contentType, body }: Request) =>
  parseWebmention({ contentType: contentType ?? undefined, body: Buffer.from(body) });

describe('Webmentions that are taken', () => {
  it.each(valid)('$name', (row) => {
    expect(parse(row)).toEqual({ ok: true, value: row.expect });
  });
});

describe('Webmentions that are refused', () => {
  it.each(table('webmention-invalid.json') as Invalid[])('$name: $code', (row) => {
    const result = parse(row);
    expect(result).toMatchObject({ ok: false, error: { code: row.code } });
    expect(result.ok ? '' : result.error.message).toMatch(/^[A-Z].{10,}\.$/);
  });
});

describe('what a sender writes', () => {
  const url = fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' });
  const href = url.map((text) => new URL(text).href);
  const code = fc.string({ unit: 'grapheme-ascii', minLength: 1 });

  it('is read as it was meant', () => {
    const webmention = fc.record({
      source: href,
      target: url,
      vouch: fc.option(href),
      code: fc.option(code),
    });
    fc.assert(
      fc.property(webmention, ({ source, target, vouch, code: secret }) => {
        fc.pre(new URL(source).host !== new URL(target).host);
        const body = webmentionRequest({
          source,
          target,
          ...(vouch === null ? {} : { vouch }),
          ...(secret === null ? {} : { code: secret }),
        });
        expect(parse({ name: '', contentType: 'application/x-www-form-urlencoded', body })).toEqual(
          { ok: true, value: { source, target, vouch, code: secret } },
        );
      }),
    );
  });

  it('is in exactly these bytes', () => {
    const fields = { source: 'http://sender.example/?a=1&b=2', target: 'https://blog.example/é' };
    expect(webmentionRequest(fields)).toBe(
      'source=http%3A%2F%2Fsender.example%2F%3Fa%3D1%26b%3D2&target=https%3A%2F%2Fblog.example%2F%C3%A9',
    );
    expect(webmentionRequest({ ...fields, vouch: '', code: '' })).toBe(webmentionRequest(fields));
  });
});

describe('any bytes at all', () => {
  const contentType = fc.constantFrom(
    undefined,
    'application/x-www-form-urlencoded; charset=iso-2022-jp',
    'multipart/form-data; boundary=XbX',
    'text/plain',
  );

  it('never make the parser throw', () => {
    fc.assert(
      fc.property(contentType, fc.uint8Array({ maxLength: 400 }), (type, body) => {
        expect(typeof parseWebmention({ contentType: type, body }).ok).toBe('boolean');
      }),
    );
  });

  it('never make it throw when they are nearly a Webmention', () => {
    fc.assert(
      fc.property(
        contentType,
        fc.constantFrom(...valid.map(({ body }) => body)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(5),
        fc.uint8Array({ maxLength: 4 }),
        (type, text, at, drop, put) => {
          const original = Buffer.from(text);
          const index = Math.floor(at * original.length);
          const body = Buffer.concat([
            original.subarray(0, index),
            put,
            original.subarray(index + drop),
          ]);
          const result = parseWebmention({ contentType: type, body });
          if (!result.ok) return;
          expect(new URL(result.value.source).href).toBe(result.value.source);
          expect(new URL(result.value.target).protocol).toMatch(/^https?:$/);
          expect(result.value.target.length).toBeLessThanOrEqual(2_048);
        },
      ),
      { numRuns: 500 },
    );
  });
});
