// What the body may be: a form, and nothing else that happens to arrive.
import { casesOf, type ConformanceCase } from '../../case.js';
import { FORM, expectEnvelope, expectRefused, expectTaken, ping } from './ping.js';

const trackback = casesOf('trackback');
const CLAUSE = 'TrackBack 1.2, Sending a TrackBack Ping: Content-Type';

const multipart = (fields: Record<string, string>, boundary: string): string =>
  Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('') + `--${boundary}--\r\n`;

export const contentTypeCases: readonly ConformanceCase[] = [
  trackback(
    'MUST',
    'content-type-charset',
    'takes a form whose Content-Type has a charset',
    CLAUSE,
    async (context) =>
      expectTaken(
        await ping(context, { url: context.page().url }, { contentType: `${FORM}; charset=utf-8` }),
      ),
  ),
  trackback(
    'MUST',
    'content-type-case',
    'takes a Content-Type whatever its case and spacing',
    'RFC 9110, 8.3.1: media types are not case-sensitive',
    async (context) =>
      expectTaken(
        await ping(
          context,
          { url: context.page().url },
          { contentType: 'Application/X-WWW-Form-Urlencoded ;Charset="UTF-8"' },
        ),
      ),
  ),
  trackback('SHOULD', 'content-type-json', 'answers JSON by an error', CLAUSE, async (context) =>
    expectRefused(
      await ping(context, JSON.stringify({ url: context.page().url }), {
        contentType: 'application/json',
      }),
    ),
  ),
  trackback(
    'SHOULD',
    'content-type-text',
    'answers text/plain by an error',
    CLAUSE,
    async (context) =>
      expectRefused(
        await ping(context, { url: context.page().url }, { contentType: 'text/plain' }),
      ),
  ),
  trackback(
    'practice',
    'content-type-missing',
    'answers a form without Content-Type in the envelope',
    'Movable Type takes it; the specification asks senders for the header',
    async (context) =>
      expectEnvelope(await ping(context, { url: context.page().url }, { headers: [] })),
  ),
  trackback(
    'practice',
    'content-type-multipart',
    'takes multipart/form-data',
    'WordPress and Movable Type take it; curl -F sends it',
    async (context) =>
      expectTaken(
        await ping(
          context,
          multipart({ url: context.page().url, title: 'A title' }, '----form-boundary'),
          { contentType: 'multipart/form-data; boundary=----form-boundary' },
        ),
      ),
  ),
];
