// Slow and briefly broken blogs are given another chance before a ping is judged, and hold up nobody else.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ping, SenderStatus, Target } from '@trackwarden/contracts';
import { latch } from '../../../test/latch.js';
import {
  createSite,
  createTarget,
  pingAndEvaluate,
  pingsOf,
  sendPing,
} from '../../../test/pinging.js';
import { nextChecks } from '../../../test/soon-checks.js';
import {
  linkingPage,
  startSourceSite,
  type Page,
  type SourceSite,
} from '../../../test/source-site.js';
import { startTestServer, type TestServer } from '../../../test/started-server.js';
import { waitFor } from '../../../test/wait-for.js';

const SHORT_MS = 400;
/** No loopback takes so long, whatever else the machine does. */
const LONG_MS = 20_000;
const WORKERS = 6;
/** At the budget of the server under test. */
const AT_ONCE = 4;

describe('a source', () => {
  let server: TestServer;
  let sources: SourceSite;
  let target: Target;
  let count = 0;
  const newPath = () => `/post-${(count += 1)}`;
  const read = async (id: string) => (await server.api.get<Ping>(`/pings/${id}`)).body;
  const transitions = async (id: string) =>
    server.query('SELECT id FROM transitions WHERE ping_id = $1', [id]);

  beforeAll(async () => {
    server = await startTestServer({
      fetchAllow: '127.0.0.0/8',
      hostBudgetPerMinute: 30 * AT_ONCE,
      workerConcurrency: WORKERS,
      sourceTimeoutsMs: [LONG_MS],
    });
    sources = await startSourceSite();
    target = await createTarget(server, await createSite(server));
  });
  beforeEach(() => {
    server.config.sourceTimeoutsMs = [LONG_MS];
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('that is too slow is given more time, soon', async () => {
    server.config.sourceTimeoutsMs = [SHORT_MS, LONG_MS];
    const path = newPath();
    const host = await startSourceSite('127.0.0.3');
    const written = latch();
    const url = host.page(path, { body: linkingPage(target.url), after: written.opened });
    const first = await pingAndEvaluate(server, target, url);
    expect(first).toMatchObject({ status: 'received', verification: { state: 'unreachable' } });
    expect(first.verification.error).toContain(`${SHORT_MS} ms`);

    const second = nextChecks(server);
    await waitFor('another request', () => host.requests(path).length === 2);
    // the slowness of the blog, well past the first limit
    await pause(2 * SHORT_MS);
    written.open();
    await second;
    expect(await read(first.id)).toMatchObject({
      status: 'pending',
      verification: { state: 'linked' },
    });
    await host.stop();
  });

  it.each<[string, Page]>([
    ['answers 503', { status: 503, body: 'later' }],
    ['answers 429', { status: 429, body: 'slowly' }],
    ['cuts the connection', { cut: true }],
  ])('that %s for a moment is judged by its page', async (_what, page) => {
    const path = newPath();
    const url = sources.page(path, page);
    const first = await pingAndEvaluate(server, target, url);
    expect(first).toMatchObject({ status: 'received', verification: { state: 'unreachable' } });
    const shown = await fetch(`${server.url}/pings/${first.id}`);
    expect(((await shown.json()) as SenderStatus).status).toBe('received');

    sources.page(path, linkingPage(target.url));
    await nextChecks(server);
    expect(await read(first.id)).toMatchObject({
      status: 'pending',
      verification: { state: 'linked' },
    });
    expect(await transitions(first.id)).toHaveLength(1);
    expect(sources.requests(path)).toHaveLength(2);
  });

  it('that stays broken is judged after the third attempt, and looked at later', async () => {
    const path = newPath();
    const { id } = await pingAndEvaluate(
      server,
      target,
      sources.page(path, { status: 500, body: 'broken' }),
    );
    await nextChecks(server);
    expect(await read(id)).toMatchObject({ status: 'received' });
    await nextChecks(server);
    expect(await read(id)).toMatchObject({ status: 'spam' });
    expect(sources.requests(path)).toHaveLength(3);
    sources.page(path, linkingPage(target.url));
    await nextChecks(server, 12 * 60_000);
    expect(await read(id)).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('that is not there is judged at once', async () => {
    const url = sources.page(newPath(), { status: 404, body: 'no' });
    expect(await pingAndEvaluate(server, target, url)).toMatchObject({ status: 'spam' });
  });

  it('that does not answer takes a few workers at most', async () => {
    const answer = latch();
    const slow = await startSourceSite('127.0.0.4');
    const quick = await startSourceSite('127.0.0.5');
    const site = await createSite(server, {}, 'https://other.example');
    const entry = await createTarget(server, site);
    for (let n = 0; n < 3 * WORKERS; n += 1)
      await sendPing(entry.trackbackUrl, {
        url: slow.page(`/${n}`, { body: linkingPage(entry.url), after: answer.opened }),
      });
    await waitFor('the slow host to be asked', () => slow.requests().length === AT_ONCE);
    const url = quick.page('/quick', linkingPage(entry.url));
    await sendPing(entry.trackbackUrl, { url });
    await waitFor('the quick one', async () =>
      (await pingsOf(server, site.id)).some(
        ({ source, status }) => source === url && status === 'pending',
      ),
    );
    expect(slow.requests()).toHaveLength(AT_ONCE);
    answer.open();
    await waitFor(
      'all to be judged',
      async () => (await pingsOf(server, site.id)).every(({ status }) => status === 'pending'),
      30_000,
    );
    expect(slow.requests()).toHaveLength(3 * WORKERS);
    await Promise.all([slow.stop(), quick.stop()]);
  });

  it('on a host that linked before is read while strangers hang on hosts of their own', async () => {
    const answer = latch();
    const known = await startSourceSite('127.0.0.6');
    const site = await createSite(server, {}, 'https://third.example');
    const entry = await createTarget(server, site);
    await pingAndEvaluate(server, entry, known.page('/first', linkingPage(entry.url)));
    const strangers = await Promise.all(
      Array.from({ length: 2 * WORKERS }, (_, n) => startSourceSite(`127.0.1.${n + 1}`)),
    );
    for (const stranger of strangers)
      await sendPing(entry.trackbackUrl, {
        url: stranger.page('/post', { body: linkingPage(entry.url), after: answer.opened }),
      });
    const asked = () => strangers.filter((stranger) => stranger.requests().length > 0).length;
    await waitFor('strangers to hold all that is theirs', () => asked() === WORKERS - 1);
    const url = known.page('/second', linkingPage(entry.url));
    await sendPing(entry.trackbackUrl, { url });
    await waitFor('the known one', async () =>
      (await pingsOf(server, site.id)).some(
        ({ source, status }) => source === url && status === 'pending',
      ),
    );
    expect(asked()).toBe(WORKERS - 1);
    answer.open();
    await waitFor(
      'all to be judged',
      async () => (await pingsOf(server, site.id)).every(({ status }) => status === 'pending'),
      30_000,
    );
    await Promise.all([known, ...strangers].map((each) => each.stop()));
  });
});
