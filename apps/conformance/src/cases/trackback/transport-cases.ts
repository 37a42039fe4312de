// The same ping in other HTTP: old, careful, in chunks, too long, with bytes left over.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure, Skipped } from '../../failure.js';
import { describeAnswer } from '../../wire/answer.js';
import { errorNumber, expectEnvelope, expectTaken, FORM, ping } from './ping.js';

const trackback = casesOf('trackback');

/** A virtual host cannot be found without its name. */
function expectAddressable({ endpoint }: CaseContext): void {
  const { hostname } = new URL(endpoint);
  if (!/^(?:[\d.]+|\[.*\]|localhost)$/.test(hostname))
    throw new Skipped('the receiver has a host name, which a client without Host cannot say');
}

const form = (context: CaseContext): string =>
  `url=${encodeURIComponent(context.page().url)}&title=A+title`;

export const transportCases: readonly ConformanceCase[] = [
  trackback('practice', 'http-1.0', 'takes a ping by HTTP/1.0', 'Dotclear', async (context) =>
    expectTaken(await ping(context, form(context), { version: '1.0' })),
  ),
  trackback(
    'practice',
    'http-1.0-no-host',
    'takes a ping by HTTP/1.0 without Host',
    'RFC 9112, 3.2: only HTTP/1.1 must have it',
    async (context) => {
      expectAddressable(context);
      expectTaken(await ping(context, form(context), { version: '1.0', host: null }));
    },
  ),
  trackback(
    'practice',
    'host-without-port',
    'takes a ping whose Host has no port',
    'Dotclear',
    async (context) => {
      expectAddressable(context);
      const host = new URL(context.endpoint).hostname;
      expectTaken(await ping(context, form(context), { version: '1.0', host }));
    },
  ),
  trackback(
    'MUST',
    'expect-continue',
    'takes a ping with Expect: 100-continue',
    'RFC 9110, 10.1.1; WordPress for long bodies',
    async (context) =>
      expectTaken(
        await ping(context, form(context), {
          headers: [
            ['Content-Type', FORM],
            ['Expect', '100-continue'],
          ],
        }),
      ),
  ),
  trackback('MUST', 'chunked', 'takes a ping in chunks', 'RFC 9112, 7.1', async (context) =>
    expectTaken(await ping(context, form(context), { chunkBytes: 10 })),
  ),
  trackback(
    'practice',
    'bytes-after-body',
    'takes a ping with an empty line after its body',
    'Dotclear sends CR LF CR LF beyond Content-Length',
    async (context) =>
      expectTaken(await ping(context, form(context), { version: '1.0', afterBody: '\r\n\r\n' })),
  ),
  trackback(
    'practice',
    'header-spelling',
    'takes headers in any case',
    'RFC 9110, 5.1',
    async (context) =>
      expectTaken(await ping(context, form(context), { headers: [['content-TYPE', FORM]] })),
  ),
  trackback(
    'practice',
    'endpoint-query',
    'takes a ping to its address with a further parameter in the query',
    'TrackBack 1.2: ping URLs have any shape',
    async (context) => {
      const url = `${context.endpoint}${context.endpoint.includes('?') ? '&' : '?'}x=1`;
      expectTaken(await ping(context, form(context), { url }));
    },
  ),
  trackback(
    'SHOULD',
    'oversize',
    'answers a body of 1 MB, in the envelope',
    'TrackBack 1.2: the server may crop or ignore fields',
    async (context) => {
      const body = `${form(context)}&excerpt=${'x'.repeat(1_100_000)}`;
      const answer = await ping(context, body);
      expectEnvelope(answer);
      if (answer.status >= 400 && errorNumber(answer) === 0)
        throw new Failure('an error beside an error status', describeAnswer(answer));
    },
  ),
  trackback(
    'practice',
    'oversize-expect',
    'answers a body of 1 MB with Expect: 100-Continue',
    'WordPress sends it so',
    async (context) =>
      expectEnvelope(
        await ping(context, `${form(context)}&excerpt=${'x'.repeat(1_100_000)}`, {
          headers: [
            ['Content-Type', FORM],
            ['Expect', '100-Continue'],
          ],
        }),
      ),
  ),
  trackback(
    'practice',
    'after-oversize',
    'takes pings after a body that was too long',
    'One sender must not stop the others',
    async (context) => {
      await ping(context, 'x'.repeat(1_100_000));
      expectTaken(await ping(context, form(context)));
    },
  ),
];
