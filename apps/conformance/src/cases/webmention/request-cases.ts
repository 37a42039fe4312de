// What a mention must be, and what is the sender's fault.
import { casesOf, type ConformanceCase, type Level } from '../../case.js';
import { Failure, Skipped } from '../../failure.js';
import { linking } from '../../source/contents.js';
import { describeAnswer, mediaType } from '../../wire/answer.js';
import { expectBadRequest, expectClientError, expectTaken, FORM, mention } from './mention.js';

const webmention = casesOf('webmention');
const VERIFY = 'Webmention, 3.2.1 Request Verification';
const ERRORS = 'Webmention, 3.2.3 Error Responses';

type Fields = (source: string, target: string) => Record<string, string>;

const wrong: readonly (readonly [Level, string, string, Fields])[] = [
  ['MUST', 'source-missing', 'a mention without source', (_source, target) => ({ target })],
  ['MUST', 'target-missing', 'a mention without target', (source) => ({ source })],
  ['MUST', 'both-missing', 'an empty form', () => ({})],
  ['MUST', 'source-empty', 'an empty source', (_source, target) => ({ source: '', target })],
  ['MUST', 'target-empty', 'an empty target', (source) => ({ source, target: '' })],
  [
    'MUST',
    'source-no-url',
    'a source that is no address',
    (_source, target) => ({ source: 'lolz', target }),
  ],
  [
    'MUST',
    'target-no-url',
    'a target that is no address',
    (source) => ({ source, target: 'lolz' }),
  ],
  [
    'MUST',
    'source-relative',
    'a relative source',
    (_source, target) => ({ source: '/post/1', target }),
  ],
  [
    'MUST',
    'source-ftp',
    'an ftp: source',
    (_source, target) => ({ source: 'ftp://sender.example/post', target }),
  ],
  [
    'MUST',
    'source-javascript',
    'a javascript: source',
    (_source, target) => ({ source: 'javascript:alert(1)', target }),
  ],
  [
    'MUST',
    'source-data',
    'a data: source',
    (_source, target) => ({ source: 'data:text/html,<p>', target }),
  ],
  [
    'MUST',
    'source-file',
    'a file: source',
    (_source, target) => ({ source: 'file:///etc/passwd', target }),
  ],
  [
    'MUST',
    'target-mailto',
    'a mailto: target',
    (source) => ({ source, target: 'mailto:someone@blog.example' }),
  ],
  [
    'MUST',
    'source-is-target',
    'a source that is the target',
    (_source, target) => ({ source: target, target }),
  ],
  [
    'practice',
    'source-is-target-fragment',
    'a source that is the target with a fragment',
    (_source, target) => ({ source: `${target}#comments`, target }),
  ],
];

export const requestCases: readonly ConformanceCase[] = [
  webmention(
    'MUST',
    'accepted',
    'takes source and target: 201, 202 or 200',
    'Webmention, 3.2 Receiving Webmentions',
    async (context) =>
      expectTaken(await mention(context, { source: context.page().url, target: context.target })),
  ),
  ...wrong.map(([level, name, what, fields]) =>
    webmention(
      level,
      name,
      `answers ${what} by 400`,
      name.includes('missing') ? ERRORS : VERIFY,
      async (context) =>
        expectBadRequest(await mention(context, fields(context.page().url, context.target))),
    ),
  ),
  webmention(
    'SHOULD',
    'target-unknown',
    'answers a page that takes no mentions by 400',
    VERIFY,
    async (context) => {
      const target = context.receiver.unknownTarget;
      expectBadRequest(
        await mention(context, { source: context.page(linking(target)).url, target }),
      );
    },
  ),
  webmention(
    'SHOULD',
    'target-foreign',
    "answers somebody else's page by 400",
    VERIFY,
    async (context) => {
      const target = 'https://somebody-else.invalid/page';
      expectBadRequest(
        await mention(context, { source: context.page(linking(target)).url, target }),
      );
    },
  ),
  webmention(
    'SHOULD',
    'target-look-alike',
    'is not taken in by a host that begins like its own',
    VERIFY,
    async (context) => {
      const { protocol, hostname, pathname } = new URL(context.target);
      const target = `${protocol}//${hostname}.somebody-else.invalid${pathname}`;
      expectBadRequest(
        await mention(context, { source: context.page(linking(target)).url, target }),
      );
    },
  ),
  webmention(
    'SHOULD',
    'target-fragment',
    'passes over the fragment of the target',
    `${VERIFY}: fragment`,
    async (context) => {
      const target = `${context.target}#comments`;
      expectTaken(await mention(context, { source: context.page(linking(target)).url, target }));
    },
  ),
  webmention(
    'practice',
    'unknown-fields',
    'passes over fields that it does not know',
    'Webmention, 3.1.3: source and target; vouch, code',
    async (context) => {
      const source = context.page().url;
      const fields = { source, target: context.target, vouch: 'https://friend.example/', x: '' };
      expectTaken(await mention(context, fields));
    },
  ),
  webmention(
    'practice',
    'json',
    'answers JSON by a 4xx status',
    'Webmention, 3.1.3: the body is a form',
    async (context) =>
      expectClientError(
        await mention(
          context,
          JSON.stringify({ source: context.page().url, target: context.target }),
          {
            contentType: 'application/json',
          },
        ),
      ),
  ),
  webmention(
    'practice',
    'type-unknown',
    'answers an unknown Content-Type by a 4xx status',
    'go-jamming',
    async (context) =>
      expectClientError(
        await mention(
          context,
          { source: context.page().url, target: context.target },
          { contentType: 'application/lolz' },
        ),
      ),
  ),
  webmention(
    'MUST',
    'type-charset',
    'takes a form whose Content-Type has a charset',
    'RFC 9110, 8.3.1',
    async (context) =>
      expectTaken(
        await mention(
          context,
          { source: context.page().url, target: context.target },
          { contentType: `${FORM}; charset=UTF-8` },
        ),
      ),
  ),
  webmention(
    'MUST',
    'get',
    'takes no mention by GET',
    'Webmention, 3.1.3: POST',
    async (context) => {
      const page = context.page();
      const query = new URLSearchParams({ source: page.url, target: context.target }).toString();
      const url = `${context.endpoint}${context.endpoint.includes('?') ? '&' : '?'}${query}`;
      const answer = await context.send({ url });
      if (answer.status === 201 || answer.status === 202 || answer.status >= 500)
        throw new Failure('neither 201 nor 202 nor an error of the server', describeAnswer(answer));
    },
  ),
  webmention(
    'practice',
    'oversize',
    'answers a body of 1 MB by a 4xx status',
    'A form with two addresses is short',
    async (context) =>
      expectClientError(
        await mention(context, {
          source: `${context.page().url}?${'x'.repeat(1_100_000)}`,
          target: context.target,
        }),
      ),
  ),
  webmention(
    'SHOULD',
    'markup-escaped',
    'escapes in its answer what the sender wrote',
    'Webmention, 4.1 Preventing Abuse: cross-site scripting',
    async (context) => {
      const script = '<script>alert(1)</script>';
      const answer = await mention(
        context,
        { source: script, target: `${context.target}?${script}` },
        {
          headers: [
            ['Content-Type', FORM],
            ['Accept', 'text/html'],
          ],
        },
      );
      if (answer.text.includes(script) && /html|xml/.test(mediaType(answer)))
        throw new Failure('no markup of the sender in an HTML answer', describeAnswer(answer));
    },
  ),
  webmention(
    'practice',
    'no-trackback-xml',
    'does not answer a mention in the envelope of TrackBack',
    'Serendipity does',
    async (context) => {
      const answer = await mention(context, { source: context.page().url, target: context.target });
      if (/<response>\s*<error>/.test(answer.text))
        throw new Failure('an answer in words or JSON', describeAnswer(answer));
    },
  ),
  webmention(
    'practice',
    'expanded-keys',
    'takes keys that are spelled as http://www.w3.org/ns/webmention#source',
    'Webmention, A. URIs for Form-Encoded Properties',
    async (context) => {
      const ns = 'http://www.w3.org/ns/webmention#';
      const answer = await mention(context, {
        [`${ns}source`]: context.page().url,
        [`${ns}target`]: context.target,
      });
      if (answer.status === 400)
        throw new Skipped('the receiver does not expand keys; nobody has to');
      expectTaken(answer);
    },
  ),
];
