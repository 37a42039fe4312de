// The requests of real senders as they were recorded, byte for byte but for the addresses.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import type { HttpRequest } from '../../wire/http-request.js';
import { expectTaken, FORM } from './mention.js';

const webmention = casesOf('webmention');

type Headers = NonNullable<HttpRequest['headers']>;
type Sender = readonly [
  name: string,
  program: string,
  headers: (context: CaseContext) => Headers,
  more?: Partial<HttpRequest>,
];

const senders: readonly Sender[] = [
  [
    'wordpress',
    'wordpress-webmention 5.9',
    () => [
      ['User-Agent', 'WordPress/6.1.9; http://sender.example; sending Webmention'],
      ['Accept', '*/*'],
      ['Accept-Encoding', 'deflate, gzip, br, zstd'],
      ['Connection', 'close'],
      ['Content-Type', FORM],
    ],
  ],
  [
    'mention-client',
    'mention-client-php',
    () => [
      ['Content-type', FORM],
      ['Accept', 'application/json, */*;q=0.8'],
    ],
  ],
  [
    'send-webmention',
    'the npm package send-webmention',
    ({ endpoint }) => [
      ['host', new URL(endpoint).host],
      ['content-type', FORM],
      ['connection', 'close'],
    ],
  ],
  [
    'remy-webmention',
    '@remy/webmention',
    () => [
      ['Content-Type', `${FORM};charset=UTF-8`],
      ['User-Agent', 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)'],
      ['Accept', '*/*'],
    ],
  ],
  [
    'dotclear',
    'Dotclear (without Content-Type)',
    ({ endpoint }) => [
      ['Host', new URL(endpoint).hostname],
      ['User-Agent', 'Dotclear'],
    ],
    { version: '1.0', afterBody: '\r\n\r\n' },
  ],
  [
    'curl',
    'curl -d',
    () => [
      ['User-Agent', 'curl/7.88.1'],
      ['Accept', '*/*'],
      ['Content-Type', FORM],
    ],
  ],
  ['chunked', 'a client that sends chunks', () => [['Content-Type', FORM]], { chunkBytes: 32 }],
  [
    'expect-continue',
    'a client with Expect: 100-continue',
    () => [
      ['Content-Type', FORM],
      ['Expect', '100-continue'],
    ],
  ],
];

export const senderCases: readonly ConformanceCase[] = senders.map(
  ([name, program, headers, more = {}]) =>
    webmention(
      'practice',
      `sender-${name}`,
      `takes the request of ${program}`,
      'Recorded from the program',
      async (context) => {
        const fields = { source: context.page().url, target: context.target };
        expectTaken(
          await context.send({
            url: context.endpoint,
            method: 'POST',
            headers: headers(context),
            body: new URLSearchParams(fields).toString(),
            ...more,
          }),
        );
      },
    ),
);
