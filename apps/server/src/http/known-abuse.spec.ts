// Tricks that other receivers fell for and that have no stage of their own: script wrappers, actions by
// GET, redirectors, quotes that become SQL.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mentions, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate, pingsOf } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const QUOTES = `x'); DROP TABLE pings; -- " \\' %' OR '1'='1`;

describe('the server', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => Promise.all([sources.stop(), server.stop()]));

  const feed = (query = '') => fetch(`${server.url}/sites/${site.key}/mentions.json${query}`);

  it.each(['callback', 'jsonp', 'cb'])(
    'wraps no answer in a function named by %s',
    async (name) => {
      const response = await feed(`?${name}=alert`);
      const text = await response.text();
      expect(text).not.toMatch(/^\s*alert/);
      expect(response.headers.get('content-type')).not.toMatch(/javascript/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('takes quotes for characters, in every field and every query', async () => {
    const source = sources.page(`/it's?a="b"`, linkingPage(target.url));
    const claims = { title: QUOTES, excerpt: QUOTES, blog_name: QUOTES };
    const ping = await pingAndEvaluate(server, target, source, claims);
    expect(ping.claimed).toMatchObject({ title: QUOTES, excerpt: QUOTES, blogName: QUOTES });
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: ping.id }] });
    const { mentions } = (await (await feed()).json()) as Mentions;
    expect(mentions).toHaveLength(1);
    const query = encodeURIComponent(QUOTES);
    for (const name of ['q', 'domain'])
      expect((await server.api.get(`/pings?siteId=${site.id}&${name}=${query}`)).status).toBe(200);
    expect(await pingsOf(server, site.id)).toHaveLength(1);
  });

  it('changes nothing by GET', async () => {
    const source = sources.page('/by-get', linkingPage(target.url));
    const ping = await pingAndEvaluate(server, target, source);
    for (const path of [
      `/decisions?verdict=approve&pings=${ping.id}`,
      `/pings/${ping.id}?verdict=approve&status=approved`,
      `/pings/${ping.id}/approve`,
      `/sites/${site.id}/test-ping`,
      '/tokens',
    ])
      await server.api.get(path);
    const [after] = (await pingsOf(server, site.id)).filter(({ id }) => id === ping.id);
    expect(after).toMatchObject({ status: 'pending', version: ping.version });
  });

  it('redirects nobody to an address that a visitor chose', async () => {
    const away = encodeURIComponent('https://evil.example/');
    for (const path of [
      `/trackback/${target.key}?url=${away}&target=${away}&redirect=${away}`,
      `/trackback/${site.key}?target=${away}`,
      `/?next=${away}&redirect=${away}&url=${away}`,
      `/redirect?url=${away}`,
      `//evil.example/`,
      `/%2fevil.example/`,
      `/\\evil.example/`,
    ]) {
      const response = await fetch(`${server.url}${path}`, {
        redirect: 'manual',
        headers: { accept: 'text/html' },
      });
      expect(response.headers.get('location') ?? '').not.toMatch(/evil\.example/);
    }
  });
});
