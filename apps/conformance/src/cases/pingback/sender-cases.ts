// The calls of real senders as they were recorded, byte for byte but for the addresses.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import type { HttpRequest } from '../../wire/http-request.js';
import { escapeXml, methodCall, pingCall, post, stringValue } from './call.js';
import { expectAnswered, expectTaken } from './expect.js';

const pingback = casesOf('pingback');

type Headers = NonNullable<HttpRequest['headers']>;
type Sender = readonly [
  name: string,
  program: string,
  headers: (context: CaseContext) => Headers,
  body?: (source: string, target: string) => string,
  more?: Partial<HttpRequest>,
];

const senders: readonly Sender[] = [
  [
    'wordpress',
    'WordPress 6.1',
    () => [
      ['User-Agent', 'The Incutio XML-RPC PHP Library -- WordPress/6.1.9'],
      ['Accept', '*/*'],
      ['Accept-Encoding', 'deflate, gzip, br, zstd'],
      ['Connection', 'close'],
      ['Content-Type', 'text/xml'],
    ],
  ],
  [
    'movable-type',
    'Movable Type (values without a type)',
    () => [
      ['User-Agent', 'Movable Type/6.8'],
      ['Content-Type', 'text/xml'],
    ],
    (source, target) =>
      methodCall(
        'pingback.ping',
        `<value>${escapeXml(source)}</value>`,
        `<value>${escapeXml(target)}</value>`,
      ),
  ],
  [
    'serendipity',
    'Serendipity (as text/html)',
    () => [
      ['User-Agent', 'HTTP_Request2/2.7.0 (https://github.com/pear/HTTP_Request2) PHP/8.2.36'],
      ['Content-Type', 'text/html'],
      ['Accept-Encoding', 'gzip, deflate'],
    ],
    (source, target) => `<?xml version="1.0"?>
<methodCall>
  <methodName>pingback.ping</methodName>
  <params>
    <param>
      <value><string>${source}?a=1&b=2</string></value>
    </param>
    <param>
      <value><string>${target}</string></value>
    </param>
  </params>
</methodCall>`,
  ],
  [
    'dotclear',
    'Dotclear',
    ({ endpoint }) => [
      ['Host', new URL(endpoint).hostname],
      ['User-Agent', 'Dotclear XML-RPC Client'],
      ['Content-Type', 'text/xml'],
    ],
    pingCall,
    { version: '1.0', afterBody: '\r\n\r\n' },
  ],
  [
    'mention-client',
    'mention-client-php (as application/xml)',
    () => [
      ['Content-type', 'application/xml'],
      ['Accept', 'application/json, */*;q=0.8'],
    ],
  ],
  [
    'remy-webmention',
    '@remy/webmention (as a form)',
    () => [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['User-Agent', 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)'],
      ['Accept', '*/*'],
    ],
  ],
  [
    'npm-pingback',
    'the npm package pingback (with a stray Range)',
    () => [
      ['Content-Type', 'application/xml; charset=utf-8'],
      ['Range', 'bytes=0-5120'],
    ],
  ],
  ['no-type', 'a client without Content-Type', () => []],
  [
    'expect-continue',
    'a client with Expect: 100-continue',
    () => [
      ['Content-Type', 'text/xml'],
      ['Expect', '100-continue'],
    ],
  ],
  [
    'chunked',
    'a client that sends chunks',
    () => [['Content-Type', 'text/xml']],
    pingCall,
    { chunkBytes: 32 },
  ],
];

export const senderCases: readonly ConformanceCase[] = [
  ...senders.map(([name, program, headers, body = pingCall, more = {}]) =>
    pingback(
      'practice',
      `sender-${name}`,
      `takes the call of ${program}`,
      'Recorded from the program',
      async (context) =>
        expectTaken(
          await post(context, body(context.page().url, context.target), {
            headers: headers(context),
            ...more,
          }),
        ),
    ),
  ),
  pingback(
    'practice',
    'sender-weblog-ping',
    'answers the weblogUpdates.ping of Movable Type',
    'Recorded from the program',
    async (context) =>
      expectAnswered(
        await post(
          context,
          methodCall(
            'weblogUpdates.ping',
            '<value>A blog</value>',
            stringValue(context.page().url),
          ),
        ),
      ),
  ),
];
