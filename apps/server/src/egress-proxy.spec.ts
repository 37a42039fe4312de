// With HTTPS_PROXY set: what goes to public addresses goes through the proxy, and nothing else does.
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreatedWebhook, Site, Target } from '@trackwarden/contracts';
import { listenOnLoopback, type Loopback } from '../test/loopback.js';
import { createSite, createTarget, pingAndEvaluate, sendPing } from '../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../test/source-site.js';
import { startTestServer, type TestServer } from '../test/started-server.js';
import { waitFor } from '../test/wait-for.js';

/** Addresses of the public internet, behind which the proxy of the test has a server of its own. */
const [BLOG, HOOK, FORBIDDEN] = ['93.184.216.34', '93.184.216.35', '93.184.216.36'] as const;

describe('behind a proxy, a request', () => {
  let server: TestServer;
  let proxy: Server;
  let internet: Loopback;
  let own: SourceSite;
  let site: Site;
  let target: Target;
  const tunnels: string[] = [];
  const seen: string[] = [];

  beforeAll(async () => {
    internet = await listenOnLoopback((request, response) => {
      request.resume();
      seen.push(`${request.method ?? ''} ${request.headers.host ?? ''}`);
      response.setHeader('content-type', 'text/html');
      response.end(linkingPage('https://blog.example/entry'));
    });
    proxy = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (head) => {
        const to = head.toString('latin1').split(' ')[1] ?? '';
        tunnels.push(to);
        if (to.startsWith(FORBIDDEN)) {
          socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
          return;
        }
        const inner = connect(internet.port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          socket.pipe(inner).pipe(socket);
        });
        inner.on('error', () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    server = await startTestServer({ egressProxy: `http://127.0.0.1:${port}` });
    own = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  beforeEach(() => {
    tunnels.length = 0;
    seen.length = 0;
  });
  afterAll(async () => {
    await Promise.all([own.stop(), internet.stop(), server.stop()]);
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('for a source goes through it, to the address that was checked', async () => {
    const ping = await pingAndEvaluate(server, target, `http://${BLOG}/post`);
    expect(ping.verification.state).toBe('linked');
    expect(tunnels).toContain(`${BLOG}:80`);
    expect(seen).toContain(`GET ${BLOG}`);
  });

  it('that it forbids is refused', async () => {
    const ping = await pingAndEvaluate(server, target, `http://${FORBIDDEN}/post`);
    expect(ping.verification).toMatchObject({
      state: 'refused',
      error: 'the egress proxy does not let this address through',
    });
  });

  it('for a webhook goes through it', async () => {
    await server.api.post<CreatedWebhook>(`/sites/${site.id}/webhooks`, {
      url: `http://${HOOK}/hook`,
      events: ['mention.received'],
    });
    await sendPing(target.trackbackUrl, { url: own.page('/post', linkingPage(target.url)) });
    await waitFor('the message', () => seen.includes(`POST ${HOOK}`));
    expect(tunnels).toContain(`${HOOK}:80`);
  });

  it('to an address that is allowed though not public goes past it', async () => {
    const source = own.page('/inside', linkingPage(target.url));
    expect((await pingAndEvaluate(server, target, source)).verification.state).toBe('linked');
    expect(tunnels.filter((to) => to.startsWith('127.'))).toEqual([]);
  });

  it('to a page of our own, as of a test ping, goes past it', async () => {
    const { status } = await server.api.post(`/sites/${site.id}/test-ping`, {
      target: target.url,
    });
    expect(status).toBeLessThan(300);
    await server.drain();
    expect(tunnels.filter((to) => to.startsWith('127.'))).toEqual([]);
  });
});
