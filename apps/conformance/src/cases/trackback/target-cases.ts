// Addresses that take no pings: unknown, closed, the page itself.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure, Skipped } from '../../failure.js';
import type { HttpRequest } from '../../wire/http-request.js';
import { fetchPage } from '../../receiver/fetch-page.js';
import { endpointsOf } from '../../receiver/page-endpoints.js';
import { exactEnvelope } from './envelope.js';
import { expectRefused, expectTaken, isTaken, ping } from './ping.js';

const trackback = casesOf('trackback');
const CLAUSE = 'TrackBack 1.2, Sending a TrackBack Ping: response';

/** The endpoint with another id in its place, or a reason why none can be made. */
function unknownEndpoint({ endpoint, api }: CaseContext): string {
  const url = new URL(endpoint);
  const changed = endpoint.replace(/\d+(?=\/?$)/, '999999999');
  if (api !== null) url.pathname = `${url.pathname}unknown`;
  else if (changed === endpoint)
    throw new Skipped('no unknown address can be made from this one: it does not end in a number');
  return api === null ? changed : url.href;
}

const closedEndpoint = async ({ api, receiver, endpoint }: CaseContext): Promise<string> => {
  if (api === null) throw new Skipped('no page can be closed here (see --token)');
  const url = new URL('/closed-entry', receiver.target).href;
  const made = await api.createTarget(url, { closesAt: '2020-01-01T00:00:00.000Z' });
  return new URL(new URL(made.trackbackUrl).pathname, endpoint).href;
};

export const targetCases: readonly ConformanceCase[] = [
  trackback(
    'SHOULD',
    'target-unknown',
    'refuses a ping to an address with an unknown id',
    CLAUSE,
    async (context) => {
      const url = unknownEndpoint(context);
      const answer = await ping(context, { url: context.page().url, title: 'A title' }, { url });
      if (isTaken(answer)) expectRefused(answer);
      if (answer.status === 404 && answer.text.includes('<response')) expectRefused(answer);
    },
  ),
  trackback(
    'practice',
    'target-unknown-envelope',
    'says so in the envelope',
    'WordPress: 404 with the envelope; Movable Type: 200',
    async (context) => {
      const url = unknownEndpoint(context);
      expectRefused(await ping(context, { url: context.page().url, title: 'A title' }, { url }));
    },
  ),
  trackback(
    'practice',
    'target-closed',
    'refuses a ping to a closed page, in the same words each time',
    CLAUSE,
    async (context) => {
      const request: Partial<HttpRequest> = { url: await closedEndpoint(context) };
      const messages: (string | null)[] = [];
      for (let sent = 0; sent < 2; sent += 1) {
        const answer = await ping(context, { url: context.page().url, title: 'A title' }, request);
        expectRefused(answer);
        messages.push(exactEnvelope(answer).message);
      }
      if (messages[0] !== messages[1])
        throw new Failure('the same message each time', messages.map(String).join(' / '));
    },
  ),
  trackback(
    'practice',
    'target-other',
    'takes the same source for another page',
    'One post may answer to two',
    async (context) => {
      const { otherTarget } = context.receiver;
      if (otherTarget === null) throw new Skipped('no second page is known (--other-target)');
      const url = endpointsOf(await fetchPage(otherTarget)).trackback;
      if (url === null) throw new Skipped('the second page names no TrackBack address');
      const fields = { url: context.page().url, title: 'A title' };
      expectTaken(await ping(context, fields));
      expectTaken(await ping(context, fields, { url }));
    },
  ),
  trackback(
    'practice',
    'target-itself',
    'refuses a ping from the page that it is for',
    'WordPress, go-jamming for the other two protocols',
    async (context) => {
      if (context.target === context.endpoint)
        throw new Skipped('the page is not known (--target)');
      expectRefused(await ping(context, { url: context.target, title: 'A title' }));
    },
  ),
];
