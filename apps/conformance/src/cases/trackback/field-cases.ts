// The optional fields: long, repeated, unknown, with markup, with bytes that are no text.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure } from '../../failure.js';
import { expectEnvelope, expectTaken, isTaken, ping } from './ping.js';
import { expectRecorded, recorded } from './recorded.js';

const trackback = casesOf('trackback');
const FIELDS = 'TrackBack 1.2, Sending a TrackBack Ping: fields';

const lengths = [
  ['excerpt-255', 'an excerpt of 255 characters', 'x'.repeat(255)],
  ['excerpt-256', 'an excerpt of 256 characters', 'x'.repeat(256)],
  ['excerpt-emoji', 'an excerpt that is cut at an emoji', '😀'.repeat(300)],
  ['excerpt-wide', 'an excerpt of 300 characters of three bytes', '日'.repeat(300)],
] as const;

const cropped = lengths.map(([name, what, excerpt]) =>
  trackback(
    'SHOULD',
    name,
    `takes ${what}, cropped between characters`,
    `${FIELDS}; 1.1: cropping`,
    async (context) => {
      const { url } = context.page();
      expectTaken(await ping(context, { url, excerpt }));
      const stored = (await recorded(context, url))?.claimed.excerpt;
      if (stored === undefined) return;
      const kept = stored.replace(/(?:\.{3}|…)$/u, '');
      if (/\p{Cs}|\ufffd/u.test(stored) || !excerpt.startsWith(kept) || kept === '')
        throw new Failure(
          'the beginning of the excerpt in whole characters',
          JSON.stringify(stored),
        );
      if (Array.from(excerpt).length <= 255 && stored !== excerpt)
        throw new Failure('an excerpt of 255 characters to be kept', `${stored.length} characters`);
    },
  ),
);

export const fieldCases: readonly ConformanceCase[] = [
  ...cropped,
  trackback(
    'SHOULD',
    'unknown-fields',
    'passes over fields that it does not know',
    FIELDS,
    async (context) =>
      expectTaken(
        await ping(context, {
          url: context.page().url,
          title: 'A title',
          tb_id: '7',
          x: '',
          __mode: 'x',
        }),
      ),
  ),
  trackback(
    'practice',
    'repeated-url',
    'answers a repeated url in the envelope and takes one of the two',
    'Movable Type takes the first, WordPress the last',
    async (context) => {
      const [first, last] = [context.page().url, context.page().url];
      const body = [first, last].map((url) => `url=${encodeURIComponent(url)}`).join('&');
      const answer = await ping(context, body);
      expectEnvelope(answer);
      if (isTaken(answer) && context.api && (await context.api.pingsOf(last)).length > 0)
        throw new Failure('the first url to count', 'the last was stored');
    },
  ),
  trackback(
    'practice',
    'markup',
    'takes fields with markup',
    'WordPress strips it, Movable Type keeps it; both take the ping',
    async (context) => {
      const { url } = context.page();
      const title = 'A <b>bold</b> title<script>alert(1)</script>';
      expectTaken(
        await ping(context, { url, title, excerpt: '<a href="http://a.example/">a</a>' }),
      );
    },
  ),
  trackback(
    'practice',
    'entities',
    'takes an excerpt that is already escaped as HTML',
    'WordPress do_trackbacks() sends entities',
    async (context) => {
      const { url } = context.page();
      const excerpt = '&#8220;quotes&#8221; &amp; entities.';
      expectTaken(await ping(context, { url, title: 'A title', excerpt }));
    },
  ),
  trackback(
    'practice',
    'nul',
    'takes a percent-encoded NUL without storing it',
    'WordPress and Movable Type remove it',
    async (context) => {
      const { url } = context.page();
      expectTaken(await ping(context, `url=${encodeURIComponent(url)}&title=A%00title`));
      const title = (await recorded(context, url))?.claimed.title;
      if (title?.includes('\0')) throw new Failure('a title without NUL', JSON.stringify(title));
    },
  ),
  trackback(
    'practice',
    'surrogate',
    'answers a lone surrogate in the envelope',
    'Not UTF-8 (RFC 3629, 3)',
    async (context) => {
      const { url } = context.page();
      const answer = await ping(context, `url=${encodeURIComponent(url)}&title=A%ED%A0%80title`);
      expectEnvelope(answer);
      const title = isTaken(answer) ? (await recorded(context, url))?.claimed.title : '';
      if (title !== undefined && /\p{Cs}/u.test(title))
        throw new Failure('a title without surrogates', JSON.stringify(title));
    },
  ),
  trackback(
    'practice',
    'broken-escapes',
    'answers broken percent-escapes in the envelope',
    'URL Standard: they stand for themselves',
    async (context) => {
      const { url } = context.page();
      const answer = await ping(context, `url=${encodeURIComponent(url)}&title=100%+of+%zz+%4`);
      expectEnvelope(answer);
      if (isTaken(answer)) await expectRecorded(context, url, { title: '100% of %zz %4' });
    },
  ),
  trackback(
    'practice',
    'many-fields',
    'answers ten thousand fields in the envelope',
    'A form is hostile input',
    async (context) =>
      expectEnvelope(
        await ping(
          context,
          `url=${encodeURIComponent(context.page().url)}${'&a=b'.repeat(10_000)}`,
        ),
      ),
  ),
];
