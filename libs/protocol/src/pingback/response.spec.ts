// Holds the answers to a call to their exact bytes, and reads those that others send.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { cleanText } from '../text/clean-text.js';
import { pingbackFaults } from './fault.js';
import { parsePingbackResponse } from './parse-response.js';
import type { PingbackAnswer } from './parse-response.js';
import {
  PINGBACK_CONTENT_TYPE,
  pingbackFault,
  pingbacksList,
  pingbackSuccess,
} from './response.js';

const rows = JSON.parse(
  readFileSync(new URL('../../fixtures/pingback-response.json', import.meta.url), 'utf8'),
) as { name: string; body: string; bodyCharset?: string; expect: PingbackAnswer }[];

/* A second reader, written by others. */
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name, path) => name === 'value' && String(path).endsWith('data.value'),
});

const read = (body: string): PingbackAnswer => parsePingbackResponse(Buffer.from(body));
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(']]>', '<b>&amp;</b>', '&#38;', '  a\r\nb\u0000', '\ud800', '</string>', "'"),
);

describe('the answers of others', () => {
  it.each(rows)('$name', (row) => {
    expect(parsePingbackResponse(iconv.encode(row.body, row.bodyCharset ?? 'utf8'))).toEqual(
      row.expect,
    );
  });

  it('are readable or not, but never throw', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.constantFrom(...rows), fc.nat(800), fc.nat(10), fc.string({ maxLength: 5 }))
        .map(([row, at, drop, put]) =>
          Buffer.from(row.body.slice(0, at) + put + row.body.slice(at + drop)),
        ),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        expect(['success', 'fault', 'unreadable']).toContain(parsePingbackResponse(bytes).kind);
      }),
      { numRuns: 500 },
    );
  });

  it('of a megabyte are looked at no further than 64 KiB', () => {
    expect(read(`${' '.repeat(70_000)}${pingbackSuccess('ok')}`)).toEqual({ kind: 'unreadable' });
    expect(read(pingbackSuccess('ok').padEnd(1_000_000))).toEqual({
      kind: 'success',
      message: 'ok',
    });
    expect(read('<methodResponse '.repeat(60_000))).toEqual({ kind: 'unreadable' });
  });
});

describe('a fault', () => {
  it('is in exactly these bytes', () => {
    expect(pingbackFault(4, 'Too many parameters.')).toBe(`<?xml version="1.0" encoding="utf-8"?>
<methodResponse>
  <fault>
    <value>
      <struct>
        <member>
          <name>faultCode</name>
          <value><int>4</int></value>
        </member>
        <member>
          <name>faultString</name>
          <value><string>Too many parameters.</string></value>
        </member>
      </struct>
    </value>
  </fault>
</methodResponse>
`);
  });

  it.each(Object.entries(pingbackFaults))('comes back as it was sent: %s', (_, code) => {
    expect(read(pingbackFault(code, 'Why & how.'))).toEqual({
      kind: 'fault',
      code,
      message: 'Why & how.',
    });
  });

  it('comes back as it was sent, whatever the message', () => {
    fc.assert(
      fc.property(fc.integer(), anyText, (code, message) => {
        const xml = pingbackFault(code, message);
        const { member } = parser.parse(xml).methodResponse.fault.value.struct;
        expect(member).toMatchObject([
          { name: 'faultCode', value: { int: String(code) } },
          { name: 'faultString', value: { string: cleanText(message) } },
        ]);
        expect(read(xml)).toEqual({ kind: 'fault', code, message: cleanText(message) });
      }),
    );
  });

  it.each([NaN, Infinity, 0.5, 2 ** 31, -0])('has the code 0 instead of %p', (code) => {
    expect(pingbackFault(code, '')).toContain('<int>0</int>');
  });

  it('has a message of at most 500 characters', () => {
    expect(read(pingbackFault(0, 'x'.repeat(501)))).toMatchObject({
      message: `${'x'.repeat(497)}...`,
    });
  });
});

describe('success', () => {
  it('is in exactly these bytes', () => {
    expect(pingbackSuccess('Queued: <https://blog.example/pings/1>')).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<methodResponse>
  <params>
    <param>
      <value><string>Queued: &lt;https://blog.example/pings/1&gt;</string></value>
    </param>
  </params>
</methodResponse>
`,
    );
  });

  it('comes back as it was sent', () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const xml = pingbackSuccess(message);
        expect(parser.parse(xml).methodResponse.params.param.value.string).toBe(cleanText(message));
        expect(read(xml)).toEqual({ kind: 'success', message: cleanText(message) });
      }),
    );
  });

  it('is sent as XML in UTF-8', () => {
    expect(PINGBACK_CONTENT_TYPE).toBe('text/xml; charset=utf-8');
  });
});

describe('the list of pingbacks', () => {
  it('is an array of strings', () => {
    const xml = pingbacksList(['http://sender.example/?a=1&b=2', 'http://sender.example/<2>']);
    expect(xml).toBe(`<?xml version="1.0" encoding="utf-8"?>
<methodResponse>
  <params>
    <param>
      <value>
        <array>
          <data>
            <value><string>http://sender.example/?a=1&amp;b=2</string></value>
            <value><string>http://sender.example/&lt;2&gt;</string></value>
          </data>
        </array>
      </value>
    </param>
  </params>
</methodResponse>
`);
  });

  it('is well-formed and complete, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), (urls) => {
        const xml = pingbacksList(urls);

        const { data } = parser.parse(xml).methodResponse.params.param.value.array;
        expect(data.value ?? []).toEqual(urls.map((url) => ({ string: cleanText(url) })));
        expect(read(xml)).toEqual({ kind: 'success', message: '' });
      }),
    );
  });
});
