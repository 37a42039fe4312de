// The requests of real senders, byte for byte over a socket: every one of them is taken.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf } from '../../test/pinging.js';
import { pingIdIn } from '../../test/pingback.js';
import { sendRaw, type RawAnswer } from '../../test/raw-http.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

type RawRequest = {
  name: string;
  head: string[];
  body?: string;
  /** The body in the pieces of `Transfer-Encoding: chunked`. */
  chunks?: string[];
  /** Bytes beyond the Content-Length. */
  after?: string;
  /** What the body appends to the address of the source. */
  tail?: string;
  /** Of a TrackBack ping only. */
  claimed?: object;
};

type Ends = { source: string; target: string; to: URL };

function requestsOf(protocol: string): (RawRequest & { index: number })[] {
  const file = new URL(`../../test/fixtures/raw-${protocol}-requests.json`, import.meta.url);
  const requests = JSON.parse(readFileSync(file, 'utf8')) as RawRequest[];
  return requests.map((request, index) => ({ ...request, index }));
}

function bytesOf(
  { head, body = '', chunks, after = '' }: RawRequest,
  { source, target, to }: Ends,
): Buffer {
  const fill = (text: string) =>
    text
      .replaceAll('{source}', encodeURIComponent(source))
      .replaceAll('{plainSource}', source)
      .replaceAll('{target}', encodeURIComponent(target))
      .replaceAll('{plainTarget}', target)
      .replaceAll('{path}', to.pathname)
      .replaceAll('{host}', to.host);
  const content = chunks ? `${chunks.map(fill).map(chunkOf).join('')}0\r\n\r\n` : fill(body);
  const lines = head
    .map(fill)
    .join('\r\n')
    .replace('{length}', String(Buffer.byteLength(content)));
  return Buffer.from(`${lines}\r\n\r\n${content}${after}`);
}

function chunkOf(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

describe('of a real sender', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  /** Sends the bytes; the answer, and the ping that was stored. */
  const send = async (
    protocol: Ping['protocol'],
    request: RawRequest & { index: number },
    address: string,
  ): Promise<{ answer: RawAnswer; stored: Ping | undefined }> => {
    const source = `http://127.0.0.1:9/${protocol}/${request.index}`;
    const bytes = bytesOf(request, { source, target: target.url, to: new URL(address) });
    const answer = await sendRaw(server.url, bytes);
    const pings = await pingsOf(server, site.id);
    const wanted = `${source}${request.tail ?? ''}`;
    return { answer, stored: pings.find((ping) => ping.source === wanted) };
  };

  it.each(requestsOf('trackback'))('a TrackBack ping is taken: $name', async (request) => {
    const { answer, stored } = await send('trackback', request, target.trackbackUrl);
    expect(answer).toMatchObject({ status: 200, body: OK });
    expect(stored).toMatchObject({ protocol: 'trackback', claimed: request.claimed });
  });

  it.each(requestsOf('pingback'))('a Pingback is taken: $name', async (request) => {
    const { answer, stored } = await send('pingback', request, site.pingbackUrl);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
    });
    expect(pingIdIn(answer.body, server)).toBe(stored?.id);
    expect(stored).toMatchObject({ protocol: 'pingback', targetGiven: target.url });
  });

  it.each(requestsOf('webmention'))('a Webmention is taken: $name', async (request) => {
    const { answer, stored } = await send('webmention', request, site.webmentionUrl);
    expect(answer.status).toBe(201);
    expect(pingIdIn(answer.headers['location'] ?? '', server)).toBe(stored?.id);
    expect(stored).toMatchObject({ protocol: 'webmention', targetGiven: target.url });
  });
});
