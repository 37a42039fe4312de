// Runs the recorded and invented calls of the fixture tables through the parser.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { parsePingbackCall } from './parse-call.js';
import type { PingbackCall } from './parse-call.js';
import { pingbackFaults } from './fault.js';
import { pingbackRequest } from './request.js';

interface Call {
  name: string;
  contentType: string | null;
  body: string;
  /** The character set in which the body stands on the wire. */
  bodyCharset?: string;
}
type Valid = Call & { expect: PingbackCall };
type Invalid = Call & { code: number };

const table = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));

const valid = table('pingback-call-valid.json') as Valid[];

const bytesOf = ({ body, bodyCharset }: Call): Uint8Array =>
  iconv.encode(body, bodyCharset ?? 'utf8');
const parse = (call: Call) =>
  parsePingbackCall({ contentType: call.contentType ?? undefined, body: bytesOf(call) });
const parseText = (body: string) =>
  parsePingbackCall({ contentType: 'text/xml', body: Buffer.from(body) });

describe('calls that are taken', () => {
  it.each(valid)('$name', (row) => {
    expect(parse(row)).toEqual({ ok: true, value: row.expect });
  });
});

describe('calls that are answered with a fault', () => {
  it.each(table('pingback-call-invalid.json') as Invalid[])('$name: $code', (row) => {
    const result = parse(row);
    expect(result).toMatchObject({ ok: false, error: { code: row.code } });
    expect(result.ok ? '' : result.error.message).toMatch(/^[A-Za-z].{10,}\.$/);
    expect(Object.values(pingbackFaults)).toContain(row.code);
  });
});

describe('calls that cost too much', () => {
  const params = (text: string): string =>
    `<methodCall><methodName>pingback.ping</methodName><params><param><value>${text}`;
  const entities = (count: number): string =>
    Array.from(
      { length: count },
      (_, n) => `<!ENTITY l${String(n + 1)} "${`&l${String(n)};`.repeat(10)}">`,
    ).join('');

  it.each([
    ['a billion laughs', `<!DOCTYPE l [<!ENTITY l0 "lol">${entities(20)}]><l>&l20;</l>`],
    ['a quadratic blow-up', `<!DOCTYPE l [<!ENTITY l "${'a'.repeat(30_000)}">]>${params('&l;')}`],
    ['100 000 levels', '<a>'.repeat(100_000)],
    ['20 000 levels, which fit', '<a>'.repeat(20_000)],
    ['a megabyte of <', '<'.repeat(1_000_000)],
    ['64 KiB of <', '<'.repeat(65_536)],
    ['a megabyte of &', params('&'.repeat(1_000_000))],
    ['64 KiB of &#', params('&#'.repeat(32_000))],
    ['a megabyte of attributes', `<methodCall ${'a="b" '.repeat(170_000)}>`],
    ['64 KiB of attributes', `<methodCall ${'a="b" '.repeat(10_000)}>`],
    ['64 KiB of quotes', `<methodCall ${'"'.repeat(65_001)}>`],
    ['64 KiB of a name', `<${'a'.repeat(65_000)}`],
    ['64 KiB of comments that begin', params('<!--'.repeat(16_000))],
    ['64 KiB of comments', params('<!---->'.repeat(9_000))],
    ['64 KiB of CDATA that begins', params('<![CDATA['.repeat(7_000))],
    ['64 KiB of empty elements', params('<a/>'.repeat(16_000))],
    ['64 KiB of closing tags', '</a>'.repeat(16_000)],
    ['64 KiB of white space', `${' '.repeat(65_000)}x`],
    ['64 KiB of declarations', `<?xml ${'encoding= '.repeat(6_500)}?>`],
    ['a body of one byte too many', ' '.repeat(65_537)],
  ])('are refused as unreadable: %s', (_, body) => {
    expect(parseText(body)).toMatchObject({ ok: false, error: { code: -32_700 } });
  });

  it('leave a call of exactly 64 KiB readable', () => {
    const call = pingbackRequest('http://sender.example/', 'http://blog.example/');
    expect(parseText(call.padEnd(65_536))).toMatchObject({ ok: true });
    expect(parseText(call.padEnd(65_537))).toMatchObject({ ok: false });
  });
});

describe('what a sender writes', () => {
  const url = fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' });

  it('is read as it was meant', () => {
    fc.assert(
      fc.property(url, url, (from, target) => {
        const source = new URL(from).href;
        fc.pre(new URL(from).host !== new URL(target).host);
        const call = { method: 'pingback.ping', source, target };
        expect(parseText(pingbackRequest(source, target))).toEqual({ ok: true, value: call });
      }),
    );
  });

  it('is in exactly these bytes', () => {
    expect(pingbackRequest('http://sender.example/?a=1&b=2', 'http://blog.example/"x"')).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<methodCall>
  <methodName>pingback.ping</methodName>
  <params>
    <param>
      <value><string>http://sender.example/?a=1&amp;b=2</string></value>
    </param>
    <param>
      <value><string>http://blog.example/&quot;x&quot;</string></value>
    </param>
  </params>
</methodCall>
`,
    );
  });
});

describe('any bytes at all', () => {
  const contentType = fc.constantFrom(
    undefined,
    'text/xml',
    'text/xml; charset=iso-2022-jp',
    'text/xml; charset=utf-16',
  );
  const isFault = (result: ReturnType<typeof parsePingbackCall>): boolean =>
    result.ok || Number.isInteger(result.error.code);

  it('never make the parser throw', () => {
    fc.assert(
      fc.property(contentType, fc.uint8Array({ maxLength: 400 }), (type, body) =>
        isFault(parsePingbackCall({ contentType: type, body })),
      ),
    );
  });

  it('never make it throw when they are nearly a call', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat(8),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc
          .constantFrom('<', '>', '&', '</', '<!--', ']]>', '<![CDATA[', '&#x', ';', '"', '<value>')
          .map((text) => Uint8Array.from(Buffer.from(text))),
      ),
    });
    fc.assert(
      fc.property(
        contentType,
        fc.constantFrom(...valid.map(bytesOf)),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (type, original, edits) => {
          let body = Buffer.from(original);
          for (const { at, drop, put } of edits) {
            const index = Math.floor(at * body.length);
            body = Buffer.concat([body.subarray(0, index), put, body.subarray(index + drop)]);
          }
          const result = parsePingbackCall({ contentType: type, body });
          expect(isFault(result)).toBe(true);
          if (result.ok && result.value.method === 'pingback.ping') {
            expect(new URL(result.value.source).href).toBe(result.value.source);
            expect(new URL(result.value.target).protocol).toMatch(/^https?:$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
