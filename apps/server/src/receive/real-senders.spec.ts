// The requests of real senders, byte for byte over a socket: every one of them is taken.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf } from '../../test/pinging.js';
import { sendRaw } from '../../test/raw-http.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

type RawRequest = {
  name: string;
  head: string[];
  body?: string;
  /** The body in the pieces of `Transfer-Encoding: chunked`. */
  chunks?: string[];
  /** Bytes beyond the Content-Length. */
  after?: string;
  claimed: object;
};

const requests = JSON.parse(
  readFileSync(new URL('../../test/fixtures/raw-trackback-requests.json', import.meta.url), 'utf8'),
) as RawRequest[];

function bytesOf(
  { head, body = '', chunks, after = '' }: RawRequest,
  source: string,
  to: URL,
): Buffer {
  const fill = (text: string) =>
    text
      .replaceAll('{source}', encodeURIComponent(source))
      .replaceAll('{plainSource}', source)
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

describe('the TrackBack address takes a ping of', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  it.each(requests.map((request, index) => ({ ...request, index })))('$name', async (request) => {
    const source = `http://127.0.0.1:9/raw/${request.index}`;
    const bytes = bytesOf(request, source, new URL(target.trackbackUrl));
    const answer = await sendRaw(server.url, bytes);
    expect(answer).toMatchObject({ status: 200, body: OK });
    const stored = (await pingsOf(server, site.id)).find((ping) => ping.source === source);
    expect(stored?.claimed).toEqual(request.claimed);
  });
});
