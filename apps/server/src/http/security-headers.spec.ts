// The policy of every answer: nothing inline, nothing foreign, in no frame; no JSONP, no redirector.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('every answer', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path.replace('{site}', site.key).replace('{target}', target.key)}`, {
      redirect: 'manual',
      headers: { accept: 'text/html', ...headers },
    });

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(() => server.stop());

  it.each([
    '/',
    '/queue',
    '/nowhere',
    '/%',
    '/webmention',
    '/pingback',
    '/trackback/{target}',
    '/trackback/{target}?__mode=rss',
    '/trackback/%',
    '/sites/{site}/discovery',
    '/sites/{site}/mentions.json',
    '/sites/{site}/mentions.rss',
    '/sites/nobody/mentions.json',
    '/pings/01930000-0000-7000-8000-000000000000',
    '/photos/x',
    '/mail/decisions/x',
    '/public-page.css',
    '/health/live',
    '/health/ready',
    '/api/v1/pings',
    '/api/v1/nowhere',
    '/api/v1/pings/01930000-0000-7000-8000-000000000000/snapshot',
    '/api/v1/pings/01930000-0000-7000-8000-000000000000/photo',
    '/api/openapi.json',
    '/api/docs',
    '/test-source/x',
  ])('at %s lets nothing inline run and stands in no frame', async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/(?:^|; )default-src '(?:self|none)'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|unsafe-eval|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each(['callback', 'jsonp'])('is the same with ?%s=: there is no JSONP', async (name) => {
    const path = '/sites/{site}/mentions.json';
    const [plain, asked] = await Promise.all([get(path), get(`${path}?${name}=alert`)]);
    expect(asked.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await asked.text()).toBe(await plain.text());
  });

  it.each([
    '?target=https://evil.example/',
    '?url=https://evil.example/&redirect=https://evil.example/',
    '?target=//evil.example',
    '?target=https://blog.example@evil.example/',
    '/https:%2F%2Fevil.example%2F',
  ])('sends a browser to no page but the one that is pinged: %s', async (rest) => {
    for (const key of ['{target}', '{site}']) {
      const response = await get(`/trackback/${key}${rest}`, {
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      });
      const location = response.headers.get('location');
      if (location !== null) {
        expect(response.status).toBe(302);
        expect(['https://blog.example/entry', 'https://blog.example/']).toContain(location);
      }
    }
  });

  it.each([
    '/?url=https://evil.example/',
    '//evil.example/',
    '//evil.example/..',
    '/\\evil.example',
    '/sign-in?next=https://evil.example/',
    '/https://evil.example/',
    '/redirect?url=https://evil.example/',
    '/photos/https://evil.example/x.png',
  ])('redirects nowhere at %s', async (path) => {
    const response = await get(path);
    expect(response.headers.get('location')).toBeNull();
  });
});
