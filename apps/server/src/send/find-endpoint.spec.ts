// What a page at a public address learns of a source at a private one: nothing.
import { describe, expect, it } from '@jest/globals';
import { SafeFetchError, type SafeRequest, type SafeResponse } from '@trackwarden/safe-fetch';
import { readAnnounced } from './announced-source.js';
import { deliverPing } from './deliver-ping.js';
import { findEndpoint } from './find-endpoint.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const URL_ = 'https://other.example/page';

/** The answer of a server whose address is `address`. */
const answering =
  (address: string, more: Partial<SafeResponse> = {}) =>
  (url: string): Promise<SafeResponse> =>
    Promise.resolve({
      status: 200,
      finalUrl: url,
      redirects: [],
      headers: { link: '</wm>; rel=webmention' },
      contentType: 'text/html',
      body: new TextEncoder().encode('<article>text</article>'),
      truncated: false,
      address,
      timing: { totalMs: 1 },
      ...more,
    });
const failing = (kind: SafeFetchError['kind']) => (url: string) =>
  Promise.reject(new SafeFetchError(kind, 'it went wrong', url, []));

const search = { target: URL_, onlyWebmention: false, sourceIsPrivate: true };

describe('a source at a private address', () => {
  it.each(['10.0.0.5', '127.0.0.1', 'fd00::1'])('is seen as such: %s', async (address) => {
    const reading = await readAnnounced(answering(address), URL_, NOW);
    expect(reading).toMatchObject({ kind: 'public', isPrivate: true });
  });

  it('is told to no page at a public address', async () => {
    const finding = await findEndpoint(answering('93.184.215.14'), search, NOW);
    expect(finding).toMatchObject({ kind: 'refused', because: expect.stringContaining('private') });
  });

  it('is told to neighbours', async () => {
    const finding = await findEndpoint(answering('10.0.0.6'), search, NOW);
    expect(finding).toMatchObject({ kind: 'found', endpoint: 'https://other.example/wm' });
  });

  it('and one at a public address is told to everybody', async () => {
    const reading = await readAnnounced(answering('93.184.215.14'), URL_, NOW);
    expect(reading).toMatchObject({ isPrivate: false });
    const open = { ...search, sourceIsPrivate: false };
    expect(await findEndpoint(answering('93.184.215.14'), open, NOW)).toMatchObject({
      kind: 'found',
    });
  });
});

describe('a failure to reach', () => {
  it.each([
    ['dns', true],
    ['connect', true],
    ['timeout', true],
    ['protocol', true],
    ['tls', false],
    ['too-many-redirects', false],
  ] as const)('the page by %s is worth another attempt: %s', async (kind, isTransient) => {
    const finding = await findEndpoint(failing(kind), search, NOW);
    expect(finding).toMatchObject({ kind: 'failed', isTransient });
  });

  it('is none when our own end caused it', async () => {
    const aborted = failing('aborted');
    await expect(findEndpoint(aborted, search, NOW)).rejects.toThrow(SafeFetchError);
    await expect(readAnnounced(aborted, URL_, NOW)).rejects.toThrow(SafeFetchError);
  });
});

describe('a ping', () => {
  const ping = {
    target: URL_,
    protocol: 'webmention',
    endpoint: 'https://other.example/wm',
    foundBy: 'Link header',
    body: { source: 'https://me.example/', target: URL_ },
  } as const;

  it('is one POST of its fields and nothing else, and follows no redirect by itself', async () => {
    const requests: { url: string; request: SafeRequest | undefined }[] = [];
    await deliverPing(
      (url, request) => {
        requests.push({ url, request });
        return answering('93.184.215.14')(url);
      },
      ping,
      NOW,
    );
    expect(requests).toMatchObject([
      {
        url: ping.endpoint,
        request: {
          method: 'POST',
          redirect: 'refuse',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'source=https%3A%2F%2Fme.example%2F&target=https%3A%2F%2Fother.example%2Fpage',
        },
      },
    ]);
    expect(Object.keys(requests[0]?.request?.headers ?? {})).toEqual(['content-type']);
  });

  it('goes round in circles at most three times', async () => {
    let count = 0;
    const answer = await deliverPing(
      (url) => {
        count += 1;
        return answering('93.184.215.14', { status: 308, headers: { location: '/wm' } })(url);
      },
      ping,
      NOW,
    );
    expect([count, answer.status, answer.httpStatus]).toEqual([4, 'failed', 308]);
  });
});
