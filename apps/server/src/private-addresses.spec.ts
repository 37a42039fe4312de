// No path of the product leads a stranger to an address that is not public: a listener behind every
// spelling of loopback counts connections, and there must be none.
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CreatedWebhook,
  Delivery,
  List,
  OutboxItem,
  OutboxPreview,
  PageCheck,
  PingDetail,
} from '@trackwarden/contracts';
import { articleLinking, rdfOf, startLinkedSite, type LinkedSite } from '../test/linked-site.js';
import { sendPingback } from '../test/pingback.js';
import { createSite, createTarget, pingAndEvaluate, pingsOf, sendPing } from '../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../test/source-site.js';
import { startTestServer, type TestServer } from '../test/started-server.js';
import { waitFor } from '../test/wait-for.js';
import { mentionAndEvaluate, sendWebmention } from '../test/webmention.js';
import { main } from './cli.js';

/** The two addresses of loopback that this installation may reach. */
const [SENDER, FRIEND] = ['127.0.0.2', '127.0.0.3'] as const;
const ALLOWED = `${SENDER}/32 ${FRIEND}/32`;

/** How hosts that are not public can be written: the table of safe-fetch. */
const spellings = readFileSync(
  new URL('../../../libs/safe-fetch/fixtures/private-hosts.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t')[0] ?? '');

describe('an address that is not public', () => {
  let server: TestServer;
  let inside: Server;
  let port = 0;
  let connections = 0;
  let senders: SourceSite;
  let friend: LinkedSite;
  let count = 0;

  beforeAll(async () => {
    inside = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    });
    await new Promise<void>((resolve, reject) => {
      // every address of the machine, of both families where it has both
      inside.once('error', reject).listen(0, resolve);
    });
    port = (inside.address() as AddressInfo).port;
    [server, senders, friend] = await Promise.all([
      startTestServer({ fetchAllow: ALLOWED }),
      startSourceSite(SENDER),
      startLinkedSite(FRIEND),
    ]);
  });
  afterEach(() => {
    const made = connections;
    connections = 0;
    expect(made).toBe(0);
  });
  afterAll(async () => {
    await Promise.all([senders.stop(), friend.stop(), server.stop()]);
    await new Promise((resolve) => inside.close(resolve));
  });

  const at = (host = '127.0.0.1', path = '/secret') => `http://${host}:${port}${path}`;
  const newPath = () => `/page-${(count += 1)}`;
  const redirect = (location = at()) => ({
    status: 302,
    headers: { location: Buffer.from(location).toString('latin1') },
  });
  /** A page of a sender that links to the target. */
  const source = (target: string, headers: Record<string, string> = {}) =>
    senders.page(newPath(), { headers, body: linkingPage(target) });
  const states = async (siteId: string) =>
    new Set((await pingsOf(server, siteId)).map(({ verification }) => verification.state));

  it('would answer, were it asked', async () => {
    expect((await fetch(at())).status).toBe(200);
    expect((await fetch(at('127.0.0.9'))).status).toBe(200);
    expect(connections).toBe(2);
    connections = 0;
  });

  it.each(['trackback', 'pingback', 'webmention'] as const)(
    'is not asked as the source of a %s, however it is written',
    async (protocol) => {
      const site = await createSite(server, {}, `https://${protocol}.example`);
      const target = await createTarget(server, site);
      for (const host of spellings) {
        if (protocol === 'trackback') await sendPing(target.trackbackUrl, { url: at(host) });
        else if (protocol === 'pingback') await sendPingback(server, at(host), target.url);
        else await sendWebmention(server, at(host), target.url);
      }
      await server.drain();
      expect(await states(site.id)).toEqual(new Set(['refused']));
    },
  );

  it('is not asked when a source redirects to it, however it is written', async () => {
    const target = await createTarget(server, await createSite(server));
    for (const host of spellings)
      await sendPing(target.trackbackUrl, {
        url: senders.page(newPath(), redirect(at(host))),
      });
    await server.drain();
    expect((await pingsOf(server, target.siteId)).length).toBe(spellings.length);
    expect(await states(target.siteId)).toEqual(new Set(['refused']));
  });

  it('is not asked as the page that vouches, nor when that page redirects to it', async () => {
    const origin = 'https://vouched.example';
    await createSite(server, { trustedDomains: ['127.0.0.1', FRIEND] }, origin);
    friend.page('/vouch', '', redirect());
    for (const vouch of [at(), `${friend.url}/vouch`]) {
      const target = `${origin}/entry`;
      const ping = await mentionAndEvaluate(server, source(target), target, { vouch });
      expect(ping.verification.state).toBe('linked');
      expect(ping.signals.map(({ signal }) => signal)).not.toContain('vouched');
    }
    expect(friend.heads().filter(({ path }) => path === '/vouch')).toHaveLength(1);
  });

  it('is not asked as the token endpoint of a private source', async () => {
    const origin = 'https://private.example';
    await createSite(server, {}, origin);
    const link = { link: `<${at()}>; rel="token_endpoint"` };
    const page = source(`${origin}/entry`, link);
    await mentionAndEvaluate(server, page, `${origin}/entry`, { code: 'a-code' });
    const path = new URL(page).pathname;
    expect(senders.requests(path).map(({ method }) => method)).toContain('HEAD');
  });

  it('is not asked as what a source calls its canonical page, author or photo', async () => {
    const target = await createTarget(server, await createSite(server));
    const page = senders.page(
      newPath(),
      `<link rel="canonical" href="${at()}"><link rel="author" href="${at()}">
       <meta http-equiv="refresh" content="0;url=${at()}"><link rel="icon" href="${at()}">
       <div class="h-entry"><p class="p-author h-card"><a class="u-url" href="${at()}">A</a>
       <img class="u-photo" src="${at()}"></p><p><a href="${target.url}">this</a></p></div>`,
    );
    expect((await pingAndEvaluate(server, target, page)).verification.state).toBe('linked');
  });

  it('is not asked as the page that was pinged, nor when that page redirects to it', async () => {
    friend.page('/entry', '', redirect());
    for (const origin of [`http://127.0.0.1:${port}`, friend.url]) {
      await createSite(server, {}, origin);
      const target = `${origin}/entry`;
      const ping: PingDetail = await mentionAndEvaluate(server, source(target), target);
      expect(ping.verification.state).toBe('linked');
    }
    expect(friend.heads().filter(({ path }) => path === '/entry')).toHaveLength(1);
  });

  it('is not read by "Check my page", nor when the page redirects to it', async () => {
    friend.page('/own', '', redirect());
    for (const [origin, path] of [
      [`http://127.0.0.1:${port}`, '/secret'],
      [friend.url, '/own'],
    ] as const) {
      const site = await createSite(server, {}, origin);
      const { body } = await server.api.post<PageCheck>(`/sites/${site.id}/check-page`, {
        url: `${origin}${path}`,
      });
      expect(body).toMatchObject({ httpStatus: null, error: expect.stringContaining('private') });
    }
  });

  describe('of an announced page', () => {
    const announce = async (origin: string, page: string): Promise<OutboxItem> => {
      const site = await createSite(server, {}, origin);
      const preview = `/sites/${site.id}/outbox/preview`;
      await server.api.post<OutboxPreview>(preview, { source: page });
      const { body } = await server.api.post<OutboxItem>(`/sites/${site.id}/outbox`, {
        source: page,
      });
      return waitFor('the announcement', async () => {
        const item = (await server.api.get<OutboxItem>(`/outbox/${body.id}`)).body;
        return item.status !== 'sending' && item;
      });
    };

    it('is not asked as the page itself, nor when it redirects to it', async () => {
      const away = senders.page(newPath(), redirect());
      for (const page of [at(), away]) {
        const item = await announce(new URL(page).origin, page);
        expect(item).toMatchObject({ links: [], refusal: expect.anything() });
      }
    });

    it('is not asked as a page that it links to, however it is written', async () => {
      const links = spellings.map((host) => at(host));
      friend.page('/away', '', redirect());
      const page = senders.page(newPath(), articleLinking([...links, `${friend.url}/away`]));
      const { links: told } = await announce(senders.url, page);
      expect(told.length).toBeGreaterThan(10);
      expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['refused']));
    });

    it('is not told as the endpoint that a linked page announces', async () => {
      const pages = [
        friend.page('/wm', `<link rel="webmention" href="${at()}">`),
        friend.page('/pb', `<link rel="pingback" href="${at()}">`),
        friend.page('/tb', rdfOf(`${friend.url}/tb`, at())),
        friend.page('/moved', '<link rel="webmention" href="/moved-endpoint">'),
      ];
      friend.answer('/moved-endpoint', redirect());
      const { links } = await announce(senders.url, senders.page(newPath(), articleLinking(pages)));
      expect(links).toHaveLength(4);
      expect(new Set(links.map(({ status }) => status))).not.toContain('sent');
    });

    it('is not asked by the command either', async () => {
      const page = senders.page(newPath(), articleLinking([at(), at('0x7f.1')]));
      let written = '';
      const code = await main(['send', page, '--json', '--yes'], {
        terminal: { write: (text) => (written += text), warn: () => undefined, confirm: null },
        environment: { TRACKWARDEN_FETCH_ALLOW: ALLOWED },
      });
      const { nothingFor } = JSON.parse(written) as { nothingFor: unknown[] };
      expect([code, nothingFor.length]).toEqual([0, 1]);
    });
  });

  it('is not told by webhook, however it is written', async () => {
    const site = await createSite(server, {}, 'https://told.example');
    const target = await createTarget(server, site);
    const create = (host: string) =>
      server.api.post<CreatedWebhook>(`/sites/${site.id}/webhooks`, {
        url: at(host),
        events: ['mention.received'],
      });
    const hosts = ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:7f00:1]', 'localhost', '0'];
    const webhooks = await Promise.all(hosts.map(create));
    await sendPing(target.trackbackUrl, { url: source(target.url) });
    await server.drain();
    for (const { body } of webhooks) {
      await server.api.post(`/webhooks/${body.id}/test`);
      const log = await server.api.get<List<Delivery>>(`/webhooks/${body.id}/deliveries`);
      const errors = log.body.items.flatMap(({ attempts }) => attempts.map(({ error }) => error));
      expect(errors.length).toBeGreaterThan(0);
      expect(errors).toEqual(errors.map(() => expect.stringMatching(/^refused-address/)));
    }
  });
});
