// Everything but POST: no ping, no empty page, and the listing of TrackBack 1.1 where it is offered.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure, Skipped } from '../../failure.js';
import { describeAnswer, header, type Answer } from '../../wire/answer.js';
import { elementsOf, plainTextOf } from '../../xml/xml-tree.js';
import { wellFormed } from './envelope.js';
import { errorNumber, isTaken } from './ping.js';

const trackback = casesOf('trackback');
const POST_ONLY = 'TrackBack 1.2, Sending a TrackBack Ping: POST (GET ended with 1.1)';
const LISTING = 'TrackBack 1.1, Retrieving TrackBack Pings (removed in 1.2)';

const withQuery = (context: CaseContext, query: string): string =>
  `${context.endpoint}${context.endpoint.includes('?') ? '&' : '?'}${query}`;

function expectNotTaken(answer: Answer): void {
  if (isTaken(answer)) throw new Failure('no ping to be taken', describeAnswer(answer));
  if (answer.status >= 500) throw new Failure('a status below 500', describeAnswer(answer));
}

export const methodCases: readonly ConformanceCase[] = [
  trackback('MUST', 'get-is-no-ping', 'takes no ping by GET', POST_ONLY, async (context) =>
    expectNotTaken(
      await context.send({
        url: withQuery(context, `url=${encodeURIComponent(context.page().url)}&title=By+GET`),
      }),
    ),
  ),
  trackback(
    'practice',
    'get-answered',
    'answers GET by an error, a redirect or a page, never by nothing',
    POST_ONLY,
    async (context) => {
      const answer = await context.send({ url: context.endpoint });
      const isRedirect =
        answer.status >= 300 && answer.status < 400 && header(answer, 'location') !== '';
      if (!isRedirect && answer.text.trim() === '')
        throw new Failure('an error envelope, a redirect or a page', describeAnswer(answer));
      if (answer.status === 405 && !/\bPOST\b/.test(header(answer, 'allow')))
        throw new Failure(
          'Allow: POST beside the status 405 (RFC 9110, 15.5.6)',
          describeAnswer(answer),
        );
    },
  ),
  trackback(
    'practice',
    'get-browser',
    'shows a browser a page or leads it to one',
    'WordPress redirects to the post',
    async (context) => {
      const answer = await context.send({
        url: context.endpoint,
        headers: [['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8']],
      });
      if (answer.status >= 500 || (answer.status < 300 && answer.text.trim() === ''))
        throw new Failure('a page or a redirect', describeAnswer(answer));
    },
  ),
  trackback('MUST', 'head', 'answers HEAD without a body', 'RFC 9110, 9.3.2', async (context) => {
    const answer = await context.send({ url: context.endpoint, method: 'HEAD' });
    if (answer.body.length > 0) throw new Failure('no body', describeAnswer(answer));
    if (answer.status >= 500) throw new Failure('a status below 500', describeAnswer(answer));
  }),
  trackback('MUST', 'put', 'takes no ping by PUT', POST_ONLY, async (context) =>
    expectNotTaken(
      await context.send({
        url: context.endpoint,
        method: 'PUT',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        body: `url=${encodeURIComponent(context.page().url)}`,
      }),
    ),
  ),
  trackback(
    'practice',
    'mode-rss',
    'lists its pings as RSS 0.91 in the envelope',
    LISTING,
    async (context) => {
      const answer = await context.send({ url: withQuery(context, '__mode=rss') });
      if (!answer.text.includes('<rss')) throw new Skipped('no listing is offered');
      const root = wellFormed(answer);
      const [error, rss] = elementsOf(root);
      const channel = rss ? elementsOf(rss)[0] : undefined;
      const names = channel ? elementsOf(channel).map(({ name }) => name) : [];
      if (root.name !== 'response' || !error || plainTextOf(error) !== '0')
        throw new Failure('<response> with <error>0</error> first', describeAnswer(answer));
      if (rss?.name !== 'rss' || rss.attributes.get('version') !== '0.91')
        throw new Failure('<rss version="0.91"> after it', describeAnswer(answer));
      const missing = ['title', 'link', 'description'].find((name) => !names.includes(name));
      if (channel?.name !== 'channel' || missing !== undefined)
        throw new Failure('a <channel> with title, link and description', describeAnswer(answer));
    },
  ),
  trackback(
    'practice',
    'mode-unknown',
    'answers an unknown __mode with something',
    'b2evolution answers with an empty page',
    async (context) => {
      const answer = await context.send({ url: withQuery(context, '__mode=xyz') });
      const isRedirect = answer.status >= 300 && answer.status < 400;
      if (answer.status >= 500 || (!isRedirect && answer.text.trim() === ''))
        throw new Failure('an error envelope, a page or a redirect', describeAnswer(answer));
      if (
        answer.text.includes('<response') &&
        errorNumber(answer) === 0 &&
        !answer.text.includes('<rss')
      )
        throw new Failure('no success for a mode that does not exist', describeAnswer(answer));
    },
  ),
];
