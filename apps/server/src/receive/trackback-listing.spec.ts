// The listing under a site's key for one page of it: of no other page, and of nothing that is no page.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site } from '@trackwarden/contracts';
import {
  createSite,
  createTarget,
  pingAndEvaluate,
  pingsOf,
  refusalOf,
} from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const SOURCE = 'http://127.0.0.1:9/listed';
const NOTHING = refusalOf('There is nothing to ping at this address.');

describe("the listing under a site's key", () => {
  let server: TestServer;
  let site: Site;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
    await pingAndEvaluate(server, await createTarget(server, site), SOURCE);
    const foreign = await createSite(server, {}, 'https://other.example');
    await pingAndEvaluate(server, await createTarget(server, foreign), SOURCE);
    await server.api.post('/decisions', { verdict: 'approve', query: { protocol: 'trackback' } });
  });
  afterAll(() => server.stop());

  const listing = async (target: string): Promise<string> =>
    (await fetch(`${site.trackbackUrl}?__mode=rss&target=${encodeURIComponent(target)}`)).text();

  it('shows the pings of a page of the site', async () => {
    expect(await listing('https://blog.example/entry')).toContain(`<link>${SOURCE}</link>`);
  });

  it('is empty for a page of the site that nobody pinged', async () => {
    const text = await listing('https://blog.example/never-pinged');
    expect(text).toContain('<error>0</error>');
    expect(text).not.toContain('<item>');
  });

  it.each([
    ['a page of another site', 'https://other.example/entry'],
    ['a host that only starts like ours', 'https://blog.example.evil.example/entry'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['ftp', 'ftp://blog.example/entry'],
    ['no address', 'entry'],
    ['nothing', ''],
    ['a NUL', 'https://blog.example/entry\0'],
    ['a huge address', `https://blog.example/${'a'.repeat(3_000)}`],
  ])('is an error without items for %s', async (_name, target) => {
    expect(await listing(target)).toBe(NOTHING);
  });

  it('makes no targets', async () => {
    const targets = await server.api.get<{ items: { url: string }[] }>(`/sites/${site.id}/targets`);
    expect(targets.body.items.map(({ url }) => url)).toEqual(['https://blog.example/entry']);
    expect(await pingsOf(server, site.id)).toHaveLength(1);
  });
});
