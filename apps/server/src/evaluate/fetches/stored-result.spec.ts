// What came of a fetch is the same for those it is shared with, and never large.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SafeFetchError, type SafeResponse } from '@trackwarden/safe-fetch';
import { pack, unpack } from './stored-result.js';

const response = (body: Uint8Array): SafeResponse => ({
  status: 200,
  finalUrl: 'https://sender.example/Grüße',
  redirects: [{ url: 'https://sender.example/', status: 301, location: '/Grüße' }],
  headers: { 'content-type': 'text/html', etag: '"日本"' },
  contentType: 'text/html',
  body,
  truncated: true,
  address: '192.0.2.1',
  timing: { totalMs: 12 },
});

describe('the result of a fetch', () => {
  it.each([
    ['text', Buffer.from('<p>Grüße aus 日本</p>'.repeat(5_000))],
    ['bytes', randomBytes(100_000)],
    ['nothing', Buffer.alloc(0)],
  ])('is the same after it was kept: %s', (_what, body) => {
    const { body: kept, ...rest } = unpack(pack(response(body)) ?? Buffer.alloc(0)) as SafeResponse;
    const { body: _body, ...given } = response(body);
    expect(rest).toEqual(given);
    expect(Buffer.from(kept).equals(body)).toBe(true);
  });

  it('can be a failure', () => {
    const redirects = response(Buffer.alloc(0)).redirects;
    const failure = new SafeFetchError('timeout', 'too slow', 'https://sender.example/', redirects);
    const kept = unpack(pack(failure) ?? Buffer.alloc(0));
    expect(kept).toBeInstanceOf(SafeFetchError);
    expect(kept).toMatchObject({
      kind: 'timeout',
      message: 'too slow',
      url: failure.url,
      redirects,
    });
  });

  it('is small, as pages are', () => {
    const page = Buffer.from('<p>Words that come again and again.</p>'.repeat(25_000));
    expect(pack(response(page))?.length).toBeLessThan(50_000);
  });

  it('is not kept when it is large', () => {
    expect(pack(response(randomBytes(900_000)))).toBeNull();
  });
});
