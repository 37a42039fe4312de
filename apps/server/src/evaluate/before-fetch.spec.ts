// What keeps a source from being asked at all: lists, the site's own pages, and what people said of its domain.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('a source whose domain people called spam', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let spam: Ping[];
  let count = 0;
  const newPing = (to = target) =>
    pingAndEvaluate(server, to, sources.page(`/post-${(count += 1)}`, linkingPage(to.url)));
  const decide = (verdict: string, { id }: Ping) =>
    server.api.post('/decisions', { verdict, pings: [{ id }] });

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
    spam = [];
    for (let n = 0; n < 3; n += 1) {
      const ping = await newPing();
      await decide('spam', ping);
      spam.push(ping);
    }
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is asked as long as that was twice', () => {
    expect(sources.requests()).toHaveLength(3);
  });

  it('is not asked once it was three times, and the check says so', async () => {
    const ping = await newPing();
    expect(sources.requests(`/post-${count}`)).toHaveLength(0);
    expect(ping).toMatchObject({
      status: 'spam',
      verification: {
        state: 'refused',
        error: 'Not fetched: 127.0.0.1 was called spam 3 times and never approved.',
      },
    });
  });

  it('is asked for a site whose people did not say so', async () => {
    const other = await createTarget(server, await createSite(server, {}, 'https://two.example'));
    expect(await newPing(other)).toMatchObject({ status: 'pending' });
  });

  it('is asked when the owner trusts it', async () => {
    const trust = (trustedDomains: string[]) =>
      server.api.patch(`/sites/${site.id}`, { settings: { trustedDomains } });
    await trust(['127.0.0.1']);
    expect(await newPing()).toMatchObject({ verification: { state: 'linked' } });
    await trust([]);
  });

  it('is asked again once one of its pings was approved', async () => {
    const [first] = spam as [Ping];
    await decide('approve', first);
    expect(await newPing()).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });
});
