// The requests of real senders as they were recorded, byte for byte but for the addresses.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import type { HttpRequest } from '../../wire/http-request.js';
import { encode, percent } from './charset-samples.js';
import { expectRefused, expectTaken, FORM, ping } from './ping.js';
import { expectRecorded } from './recorded.js';

const trackback = casesOf('trackback');

const plus = (text: string): string => encodeURIComponent(text).replace(/%20/g, '+');

type Sent = Partial<HttpRequest> & { readonly body: string | Buffer };
type Sender = readonly [
  name: string,
  program: string,
  send: (url: string, context: CaseContext) => Sent,
  title?: string,
];

const wordpress = (endpoint: string): (readonly [string, string])[] => [
  ['User-Agent', 'WordPress/6.1.9; http://sender.example'],
  ['Accept', '*/*'],
  ['Accept-Encoding', 'deflate, gzip, br, zstd'],
  ['Referer', endpoint],
  ['Connection', 'close'],
  ['Content-Type', FORM],
];
const movableType = (charset: string): (readonly [string, string])[] => [
  ['TE', 'deflate,gzip;q=0.3'],
  ['Connection', 'TE, close'],
  ['User-Agent', 'Movable Type/6.8'],
  ['Content-Type', `${FORM}; charset=${charset}`],
];
const mtBody = (url: string, charset: string): string =>
  `title=${percent(encode('日本語', charset))}&url=${encodeURIComponent(url)}&excerpt=${percent(encode('日本語の概要', charset))}&blog_name=A%20blog`;

const senders: readonly Sender[] = [
  [
    'wordpress',
    'WordPress 6.1',
    (url, { endpoint }) => ({
      headers: wordpress(endpoint),
      body: `title=Hello&url=${encodeURIComponent(url)}&blog_name=Peer+WP&excerpt=An+excerpt+%26+more+%3Cb%3Ehtml%3C%2Fb%3E`,
    }),
    'Hello',
  ],
  [
    'wordpress-latin-1',
    'WordPress 6.1 of a Latin-1 blog',
    (url, { endpoint }) => ({
      headers: wordpress(endpoint),
      body: `title=Caf%E9&url=${encodeURIComponent(url)}&blog_name=Peer+WP&excerpt=r%E9sum%E9`,
    }),
    'Café',
  ],
  [
    'wordpress-entities',
    'WordPress 6.1 do_trackbacks()',
    (url, { endpoint }) => ({
      headers: wordpress(endpoint),
      body: `title=Hello&url=${encodeURIComponent(url)}&blog_name=Peer+WP&excerpt=%26%238220%3Bquotes%26%238221%3B+%26amp%3B+entities.`,
    }),
    'Hello',
  ],
  [
    'movable-type',
    'Movable Type 6.8',
    (url) => ({
      headers: movableType('UTF-8'),
      body: mtBody(url, 'UTF-8')
        .replace(/title=[^&]*/, `title=${encodeURIComponent('日本語')}`)
        .replace(/excerpt=[^&]*/, 'excerpt=An%20excerpt'),
    }),
    '日本語',
  ],
  [
    'movable-type-shift-jis',
    'Movable Type 6.8 of a Shift_JIS blog',
    (url) => ({
      headers: movableType('Shift_JIS'),
      body: mtBody(url, 'Shift_JIS'),
    }),
    '日本語',
  ],
  [
    'movable-type-euc-jp',
    'Movable Type 6.8 of an EUC-JP blog',
    (url) => ({
      headers: movableType('EUC-JP'),
      body: mtBody(url, 'EUC-JP'),
    }),
    '日本語',
  ],
  [
    'serendipity',
    'Serendipity',
    (url) => ({
      headers: [
        ['User-Agent', 'HTTP_Request2/2.7.0 (https://github.com/pear/HTTP_Request2) PHP/8.2.36'],
        ['Content-Type', FORM],
        ['Accept-Encoding', 'gzip, deflate'],
      ],
      body: `url=${encodeURIComponent(url)}&title=${encodeURIComponent('Ünï title')}&blog_name=${encodeURIComponent('A blog')}&excerpt=${encodeURIComponent('An excerpt')}`,
    }),
    'Ünï title',
  ],
  [
    'dotclear',
    'Dotclear',
    (url, { endpoint }) => ({
      version: '1.0',
      headers: [
        ['Host', new URL(endpoint).hostname],
        ['User-Agent', 'Dotclear'],
        [
          'Accept',
          'text/xml,application/xml,application/xhtml+xml,text/html,text/plain,image/png,image/jpeg,image/gif,*/*',
        ],
        ['Content-Type', `${FORM}; charset=UTF-8`],
      ],
      body: `title=A+title&url=${encodeURIComponent(url)}&excerpt=An+excerpt&blog_name=A+blog`,
      afterBody: '\r\n\r\n',
    }),
    'A title',
  ],
  [
    'npm-trackback',
    'the npm package trackback',
    (url) => ({
      headers: [['Content-Type', FORM]],
      body: `url=${encodeURIComponent(url)}&title=A%20title&excerpt=An%20excerpt&blog_name=A%20blog`,
    }),
    'A title',
  ],
  [
    'curl',
    'curl --data-urlencode',
    (url) => ({
      headers: [
        ['User-Agent', 'curl/7.88.1'],
        ['Accept', '*/*'],
        ['Content-Type', FORM],
      ],
      body: `url=${encodeURIComponent(url)}&title=${plus('A title')}`,
    }),
    'A title',
  ],
  [
    'curl-chunked',
    'curl in chunks',
    (url) => ({
      headers: [
        ['User-Agent', 'curl/7.88.1'],
        ['Content-Type', FORM],
      ],
      body: `url=${encodeURIComponent(url)}&title=A+title`,
      chunkBytes: 64,
    }),
    'A title',
  ],
  [
    'curl-raw-shift-jis',
    'curl with raw Shift_JIS bytes',
    (url) => ({
      headers: [
        ['User-Agent', 'curl/7.88.1'],
        ['Content-Type', `${FORM}; charset=Shift_JIS`],
      ],
      body: Buffer.concat([
        Buffer.from(`url=${encodeURIComponent(url)}&title=`),
        encode('日本語', 'Shift_JIS'),
      ]),
    }),
    '日本語',
  ],
];

export const senderCases: readonly ConformanceCase[] = [
  ...senders.map(([name, program, sent, title]) =>
    trackback(
      'practice',
      `sender-${name}`,
      `takes the request of ${program}`,
      'Recorded from the program',
      async (context) => {
        const { url } = context.page();
        const { body, ...rest } = sent(url, context);
        expectTaken(await context.send({ url: context.endpoint, method: 'POST', body, ...rest }));
        if (title !== undefined) await expectRecorded(context, url, { title });
      },
    ),
  ),
  trackback(
    'practice',
    'sender-curl-json',
    'refuses the JSON of a person with curl in the envelope',
    'Movable Type',
    async (context) =>
      expectRefused(
        await ping(context, JSON.stringify({ url: context.page().url }), {
          headers: [
            ['User-Agent', 'curl/7.88.1'],
            ['Content-Type', 'application/json'],
          ],
        }),
      ),
  ),
];
