// The snapshot of a source: its stored text, the link marked, inert wherever it is opened.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PingDetail, Site, Target } from '@trackwarden/contracts';
import { ADMIN_TOKEN } from '../../test/test-config.js';
import { parsedHtml } from '../../test/parsed-html.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('the snapshot of a source', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let ping: PingDetail;

  const read = (id: string, query = '', headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/pings/${id}/snapshot${query}`, {
      headers: { cookie: server.api.cookie ?? '', ...headers },
    });

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
    const source = sources.page(
      '/post',
      `<html lang="en"><head><title>On pruning</title><script>alert(1)</script></head><body>
       <article><p>First, an entry of nobody.</p><p>I have read <a href="${target.url}">an entry</a> and agree.</p>
       <img src="https://evil.example/pixel"><p>&lt;b&gt;The end&lt;/b&gt;</p></article></body></html>`,
    );
    ping = await pingAndEvaluate(server, target, source);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is the text that was read, with the link marked where it stands', async () => {
    const html = await (await read(ping.id)).text();
    expect(html).toContain('I have read <mark>an entry</mark> and agree.');
    expect(html.match(/<mark>/g)).toHaveLength(1);
    const { text, elements, addresses } = parsedHtml(html);
    expect(text).toContain('On pruning');
    expect(text).toContain('<b>The end</b>');
    expect(elements).not.toContain('b');
    expect(elements).not.toContain('script');
    expect(addresses).toEqual([]);
  });

  it('asks nothing of the source', async () => {
    const before = sources.requests().length;
    await read(ping.id);
    expect(sources.requests()).toHaveLength(before);
  });

  it.each(['light', 'dark'])(
    'runs and loads nothing, and is framed by us alone: %s',
    async (theme) => {
      const response = await read(ping.id, `?theme=${theme}`);
      const policy = response.headers.get('content-security-policy') ?? '';
      const style = /<style>([^<]*)<\/style>/.exec(await response.text())?.[1] ?? '';
      expect(style).toContain(`color-scheme: ${theme}`);
      const hash = createHash('sha256').update(style).digest('base64');
      expect(policy).toMatch(/^default-src 'none'; frame-ancestors 'self'; sandbox; style-src /);
      expect(policy).toContain(`'sha256-${hash}'`);
      expect(policy).not.toContain('unsafe');
      expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    },
  );

  it('is for moderators and programs with a token', async () => {
    expect((await read(ping.id, '', { cookie: '' })).status).toBe(401);
    const authorization = `Bearer ${ADMIN_TOKEN}`;
    expect((await read(ping.id, '', { cookie: '', authorization })).status).toBe(200);
  });

  it('is not there for a source that was never read, and the refusal stands in no frame', async () => {
    const unread = await pingAndEvaluate(server, target, `${sources.url}/missing`);
    const response = await read(unread.id);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await read(ping.id, '?theme=pink')).status).toBe(400);
  });
});
