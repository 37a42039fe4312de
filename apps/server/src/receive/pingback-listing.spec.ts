// `pingback.extensions.getPingbacks`: what is approved for a page, and of nothing else.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site } from '@trackwarden/contracts';
import { createSite, pingsOf } from '../../test/pinging.js';
import { callPingback, listOf, sendPingback, xmlRpcCall } from '../../test/pingback.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { sendWebmention } from '../../test/webmention.js';
import { RateLimits } from '../rate-limits.js';

const ENTRY = 'https://blog.example/entry';

describe('the list of Pingbacks', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  const linking = (path: string) => sources.page(path, linkingPage(ENTRY));
  const ask = (target: string, headers = {}) =>
    callPingback(server, xmlRpcCall('pingback.extensions.getPingbacks', target), headers);

  beforeAll(async () => {
    server = await startTestServer({ trustedProxies: ['127.0.0.1'] });
    sources = await startSourceSite();
    site = await createSite(server);
    await createSite(server, { pingbackFaults: 'detailed' }, 'https://open.example');
    for (const path of ['/approved?a=1&b=2', '/pending', '/spam', '/rejected'])
      await sendPingback(server, linking(path), ENTRY);
    await sendWebmention(server, linking('/webmention'), ENTRY);
    await sendWebmention(server, linking('/private'), ENTRY, { code: 'one-time-code' });
    await sendPingback(server, linking('/elsewhere'), 'https://blog.example/other');
    await server.drain();
    const verdicts = {
      '/approved?a=1&b=2': 'approve',
      '/webmention': 'approve',
      '/private': 'approve',
      '/spam': 'spam',
      '/rejected': 'reject',
    };
    for (const [path, verdict] of Object.entries(verdicts)) {
      const id = (await pingsOf(server, site.id)).find(
        ({ source }) => source === `${sources.url}${path}`,
      )?.id;
      await server.api.post('/decisions', { verdict, pings: [{ id }] });
    }
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('holds the sources of what is approved and not private, of every protocol, newest first', async () => {
    const answer = await ask(ENTRY);
    expect(answer).toMatchObject({ status: 200, fault: null });
    expect(listOf(answer)).toEqual([
      `${sources.url}/webmention`,
      `${sources.url}/approved?a=1&b=2`,
    ]);
  });

  it('is the same for another spelling of the page', async () => {
    expect(listOf(await ask('http://blog.example/entry/#comments'))).toHaveLength(2);
  });

  it.each(['https://blog.example/other', 'https://blog.example/never-pinged'])(
    'is empty for %s',
    async (page) => {
      expect(listOf(await ask(page))).toEqual([]);
    },
  );

  it('makes no target of the page asked for', async () => {
    const path = `/sites/${site.id}/targets`;
    const { body } = await server.api.get<{ items: { url: string }[] }>(path);
    expect(body.items.map(({ url }) => url).sort()).toEqual([ENTRY, 'https://blog.example/other']);
  });

  it.each(['https://elsewhere.example/', 'https://blog.example.evil.example/entry', 'lolz', ''])(
    'is a fault for the page "%s"',
    async (page) => {
      const answer = await ask(page);
      expect(answer).toMatchObject({ status: 200, fault: 0 });
      expect(answer.text).not.toBe('');
    },
  );

  it('loses what is no longer approved', async () => {
    const { body } = await server.api.post<{ id: string }>('/decisions', {
      verdict: 'spam',
      query: { siteId: site.id, status: 'approved' },
    });
    expect(listOf(await ask(ENTRY))).toEqual([]);
    await server.api.post(`/decisions/${body.id}/undo`);
    expect(listOf(await ask(ENTRY))).toHaveLength(2);
  });

  it('counts against the limits of the one who asks', async () => {
    server.config.intakeLimits = true;
    const limits = server.app.get(RateLimits);
    await Promise.all(Array.from({ length: 60 }, () => limits.take('sender', '192.0.2.1')));
    const answer = await ask(ENTRY, { 'x-forwarded-for': '192.0.2.1' });
    server.config.intakeLimits = false;
    expect(answer).toMatchObject({ status: 429, fault: 0 });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });
});
