// How a source is asked for: politely, honestly, and never at an address that is not public.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

/** Loopback too, but not in the allowance of the server under test. */
const PRIVATE = '127.0.0.2';

describe('the fetch of a source', () => {
  let server: TestServer;
  let sources: SourceSite;
  let inside: SourceSite;
  let connections = 0;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    inside = await startSourceSite(PRIVATE);
    inside.onConnection(() => (connections += 1));
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await sources.stop();
    await inside.stop();
    await server.stop();
  });

  it('says honestly who asks', async () => {
    const url = sources.page('/honest', linkingPage(target.url));
    await pingAndEvaluate(server, target, url);
    const [request] = sources.requests('/honest');
    expect(request).toMatchObject({ method: 'GET' });
    expect(request?.headers['user-agent']).toBe(
      `Trackwarden/0.1.0 (+${server.url}; verifying a ping)`,
    );
    expect(request?.headers.accept).toContain('text/html');
  });

  it('sends no cookie, no referrer and no authorization, after a redirect with a cookie neither', async () => {
    sources.page('/cookie-end', linkingPage(target.url));
    const url = sources.page('/cookie-start', {
      status: 302,
      headers: { location: '/cookie-end', 'set-cookie': 'tracker=1; Path=/' },
    });
    await pingAndEvaluate(server, target, url);
    const headers = ['/cookie-start', '/cookie-end'].map(
      (path) => sources.requests(path)[0]?.headers,
    );
    expect(headers).toHaveLength(2);
    for (const sent of headers) {
      expect(sent).toBeDefined();
      expect(Object.keys(sent ?? {})).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(cookie|referer|authorization)$/)]),
      );
    }
  });

  it('happens once', async () => {
    const url = sources.page('/once', linkingPage(target.url));
    await pingAndEvaluate(server, target, url);
    expect(sources.requests('/once')).toHaveLength(1);
  });

  describe('at an address that is not public', () => {
    const spellings: [string, (port: string) => string][] = [
      ['as it is', (port) => `http://${PRIVATE}:${port}/secret`],
      ['as one decimal number', (port) => `http://2130706434:${port}/secret`],
      ['in hexadecimal', (port) => `http://0x7f000002:${port}/secret`],
      ['in short', (port) => `http://127.2:${port}/secret`],
      ['mapped into IPv6', (port) => `http://[::ffff:127.0.0.2]:${port}/secret`],
      ['of IPv4-compatible IPv6', (port) => `http://[::127.0.0.2]:${port}/secret`],
    ];

    beforeAll(() => {
      inside.page('/secret', linkingPage(target.url));
    });

    it('would be answered, were it asked', async () => {
      const before = connections;
      const response = await fetch(`${inside.url}/secret`);
      expect(await response.text()).toContain(target.url);
      expect(connections).toBe(before + 1);
    });

    it.each(spellings)('never happens, written %s', async (_name, spell) => {
      const before = connections;
      const ping = await pingAndEvaluate(server, target, spell(new URL(inside.url).port));
      expect(connections).toBe(before);
      expect(ping).toMatchObject({ status: 'spam', verification: { state: 'refused' } });
    });

    it('never happens through a redirect', async () => {
      const before = connections;
      const url = sources.page('/inwards', {
        status: 302,
        headers: { location: `${inside.url}/secret` },
      });
      const ping = await pingAndEvaluate(server, target, url);
      expect(connections).toBe(before);
      expect(sources.requests('/inwards')).toHaveLength(1);
      expect(ping.verification).toMatchObject({ state: 'refused', httpStatus: null, link: null });
    });
  });

  it('never happens for a blocked domain', async () => {
    const blocking = await createSite(server, { blockedDomains: ['sub.sender.example'] });
    const entry = await createTarget(server, blocking, '/blocked');
    const ping = await pingAndEvaluate(server, entry, 'http://deep.sub.sender.example/post');
    expect(ping).toMatchObject({
      status: 'spam',
      verification: {
        state: 'refused',
        error: 'Not fetched: sub.sender.example is on the block list.',
      },
    });
  });

  it('ends in unreachable when the name does not exist', async () => {
    const ping = await pingAndEvaluate(server, target, 'http://nobody.invalid/post');
    expect(ping.verification).toMatchObject({ state: 'unreachable', httpStatus: null });
  });

  it('reads the start of a page that is too large', async () => {
    const url = sources.page(
      '/large',
      `${linkingPage(target.url)}${'<p>more</p>'.repeat(200_000)}`,
    );
    const { verification } = await pingAndEvaluate(server, target, url);
    expect(verification).toMatchObject({ state: 'linked', bytes: 1_000_000 });
  });

  it('does not see a link beyond what it reads', async () => {
    const url = sources.page('/deep', `${'<p>more</p>'.repeat(100_000)}${linkingPage(target.url)}`);
    const { verification } = await pingAndEvaluate(server, target, url);
    expect(verification.state).toBe('no-link');
  });
});
