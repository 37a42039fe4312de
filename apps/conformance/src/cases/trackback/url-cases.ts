// The one required field: what a ping must have, and what addresses must not be let in.
import { casesOf, type ConformanceCase, type Level } from '../../case.js';
import { expectEnvelope, expectRefused, expectTaken, ping } from './ping.js';

const trackback = casesOf('trackback');
const CLAUSE = 'TrackBack 1.2, Sending a TrackBack Ping: url';
const title = 'A title';

const refusedUrls: readonly (readonly [Level, name: string, url: string, what: string])[] = [
  ['SHOULD', 'url-ftp', 'ftp://sender.example/post', 'an ftp: address'],
  ['SHOULD', 'url-relative', '/post/1', 'a relative address'],
  ['SHOULD', 'url-javascript', 'javascript:alert(1)', 'a javascript: address'],
  [
    'SHOULD',
    'url-javascript-disguised',
    'JaVaScRiPt:alert(1)//http://sender.example/',
    'a javascript: address that holds an http address',
  ],
  ['SHOULD', 'url-data', 'data:text/html,<script>alert(1)</script>', 'a data: address'],
  ['practice', 'url-mailto', 'mailto:someone@sender.example', 'a mailto: address'],
  [
    'practice',
    'url-userinfo',
    'http://user:secret@sender.example/post',
    'an address with user name and password',
  ],
  ['practice', 'url-with-spaces', 'bad url', 'a text that is no address'],
  ['practice', 'url-no-host', 'http://', 'an address without a host'],
];

export const urlCases: readonly ConformanceCase[] = [
  trackback('MUST', 'url-only', 'takes a ping of nothing but a url', CLAUSE, async (context) =>
    expectTaken(await ping(context, { url: context.page().url })),
  ),
  trackback(
    'MUST',
    'all-fields',
    'takes a ping with url, title, excerpt and blog_name',
    CLAUSE,
    async (context) =>
      expectTaken(
        await ping(context, {
          title: 'Foo Bar',
          url: context.page().url,
          excerpt: 'My Excerpt',
          blog_name: 'Foo',
        }),
      ),
  ),
  trackback(
    'MUST',
    'url-missing',
    'answers a ping without url by an error',
    CLAUSE,
    async (context) => expectRefused(await ping(context, { title, excerpt: 'No address' })),
  ),
  trackback(
    'MUST',
    'url-empty',
    'answers a ping with an empty url by an error',
    CLAUSE,
    async (context) => expectRefused(await ping(context, { url: '', title })),
  ),
  trackback('MUST', 'body-empty', 'answers an empty body by an error', CLAUSE, async (context) =>
    expectRefused(await ping(context, '')),
  ),
  ...refusedUrls.map(([level, name, url, what]) =>
    trackback(level, name, `answers ${what} as url by an error`, CLAUSE, async (context) =>
      expectRefused(await ping(context, { url, title, blog_name: 'A blog' })),
    ),
  ),
  trackback(
    'practice',
    'url-without-scheme',
    'takes a url without http://',
    'WordPress and Movable Type put http:// in front',
    async (context) =>
      expectTaken(
        await ping(context, { url: context.page().url.replace(/^http:\/\//, ''), title }),
      ),
  ),
  trackback(
    'practice',
    'url-long',
    'answers a url of 3 000 characters in the envelope',
    'WordPress takes it, Movable Type refuses it',
    async (context) =>
      expectEnvelope(
        await ping(context, { url: `${context.page().url}?${'a'.repeat(3_000)}`, title }),
      ),
  ),
];
