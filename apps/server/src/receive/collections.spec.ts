// Categories and the site-wide inbox: repositories of related posts, proven by a link to any page of the site.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf, refusalOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('a collection of related posts', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let category: Target;
  let entry: Target;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    category = await createTarget(server, site, '/gardening/', { kind: 'category' });
    entry = await createTarget(server, site, '/entry');
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const send = async (address: string, linksTo: string): Promise<Ping | undefined> => {
    const url = sources.page(`/post-${(count += 1)}`, linkingPage(linksTo));
    expect((await sendPing(address, { url })).text).toBe(OK);
    await server.drain();
    return (await pingsOf(server, site.id)).find(({ source }) => source === url);
  };
  const inbox = () => site.trackbackUrl;

  it.each<[string, () => string, string, string]>([
    ['a category by a link to it', () => category.trackbackUrl, '/gardening/', 'linked'],
    ['a category by a link to another page', () => category.trackbackUrl, '/other', 'linked'],
    ['the inbox by a link to the home page', inbox, '/', 'linked'],
    ['the inbox by a link to a page', inbox, '/2026/03/pruning', 'linked'],
    ['a page by a link to it', () => entry.trackbackUrl, '/entry', 'linked'],
  ])('proves a ping to %s', async (_what, address, path, state) => {
    const ping = await send(address(), `https://blog.example${path}`);
    expect(ping?.verification.state).toBe(state);
  });

  it.each<[string, () => string, string]>([
    ['a page by a link to another page', () => entry.trackbackUrl, 'https://blog.example/other'],
    [
      'a category by a link to another site',
      () => category.trackbackUrl,
      'https://elsewhere.example/',
    ],
    [
      'a page by a link to another address that its own names',
      () => `${entry.trackbackUrl}?target=${encodeURIComponent('https://elsewhere.example/')}`,
      'https://elsewhere.example/',
    ],
    ['the inbox by a link to a look-alike', inbox, 'https://blog.example.evil.example/'],
  ])('proves no ping to %s', async (_what, address, link) => {
    expect((await send(address(), link))?.verification.state).toBe('no-link');
  });

  it('has, as the inbox of a site, a secret of its own', async () => {
    await server.api.patch(`/sites/${site.id}`, { settings: { inboxPassphrase: 'sesame' } });
    const url = sources.page('/with-secret', linkingPage('https://blog.example/'));
    const refused = refusalOf('This address needs a passphrase.');
    expect((await sendPing(inbox(), { url })).text).toBe(refused);
    expect((await sendPing(`${inbox()}/wrong`, { url })).text).toBe(refused);
    expect((await sendPing(`${inbox()}/sesame`, { url })).text).toBe(OK);
    // the secret is the inbox's alone: a page of the site stays open
    const page = `${inbox()}?target=${encodeURIComponent('https://blog.example/open')}`;
    expect((await sendPing(page, { url })).text).toBe(OK);
    await server.api.patch(`/sites/${site.id}`, { settings: { inboxPassphrase: null } });
  });
});
