// However many pings name one source at the same time, and whichever process has them: it is fetched once.
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { Site, Target } from '@trackwarden/contracts';
import { latch } from '../../../test/latch.js';
import {
  createSite,
  createTarget,
  pingAndEvaluate,
  pingsOf,
  sendPing,
} from '../../../test/pinging.js';
import { sendPingback } from '../../../test/pingback.js';
import { startSourceSite, type Page, type SourceSite } from '../../../test/source-site.js';
import { startTestDatabase, type StartedDatabase } from '../../../test/started-database.js';
import { openTestServer, type TestServer } from '../../../test/started-server.js';
import { TEST_SECRET } from '../../../test/test-config.js';
import { waitFor } from '../../../test/wait-for.js';
import { sendWebmention } from '../../../test/webmention.js';
import { AppModule } from '../../app.module.js';
import { Clock } from '../../clock.js';
import { Outgoing } from '../../outgoing.js';
import { FETCH_LEDGER, type FetchLedger } from './fetch-ledger.js';
import { hostKey } from './host-key.js';
import { keyOf } from './source-fetches.js';

const articleTo = (...targets: string[]): string =>
  `<!doctype html><title>A post</title><p>${targets.map((url) => `See <a href="${url}">this</a>.`).join(' ')}</p>`;

describe('a source that many pings name', () => {
  let database: StartedDatabase;
  /** Two processes of one fleet. */
  let server: TestServer;
  let worker: INestApplicationContext;
  let sources: SourceSite;
  let sites: Site[];
  let targets: Target[];
  let count = 0;
  const newPage = (page: Page | string) => sources.page(`/post-${(count += 1)}`, page);
  const looks = () => sources.requests(`/post-${count}`);
  const states = async (url: string) =>
    (await Promise.all(sites.map(({ id }) => pingsOf(server, id))))
      .flat()
      .filter(({ source }) => source === url)
      .map(({ verification }) => verification.state);
  const sendToAll = async (url: string): Promise<void> => {
    await Promise.all(targets.map(({ trackbackUrl }) => sendPing(trackbackUrl, { url })));
    await server.drain();
  };

  beforeAll(async () => {
    database = await startTestDatabase();
    server = await openTestServer(database);
    worker = await NestFactory.createApplicationContext(
      AppModule.for({
        config: { ...server.config, roles: ['worker'] },
        secret: TEST_SECRET,
        databaseUrl: database.url,
      }),
      { logger: false, abortOnError: false },
    );
    worker.get(Clock).now = server.now;
    sources = await startSourceSite();
    sites = await Promise.all(
      ['https://one.example', 'https://two.example'].map((origin) =>
        createSite(server, {}, origin),
      ),
    );
    targets = (
      await Promise.all(
        sites.flatMap((site) =>
          Array.from({ length: 6 }, (_, n) => createTarget(server, site, `/entry-${n}`)),
        ),
      )
    ).flat();
  });
  afterAll(async () => {
    await sources.stop();
    await worker.close();
    await server.stop();
    await database.stop();
  });

  it('is fetched once for all sites, pages and protocols', async () => {
    const answer = latch();
    const url = newPage({
      body: articleTo(...targets.map((target) => target.url)),
      after: answer.opened,
    });
    const sent = targets.map(({ trackbackUrl, url: target }, number) => {
      if (number % 3 === 0) return sendPing(trackbackUrl, { url });
      return number % 3 === 1
        ? sendPingback(server, url, target)
        : sendWebmention(server, url, target);
    });
    await Promise.all(sent);
    await waitFor('the fetch', () => looks().length > 0);
    answer.open();
    await server.drain();
    expect(looks()).toHaveLength(1);
    expect(await states(url)).toEqual(targets.map(() => 'linked'));
  });

  it('is judged for each of its pings by itself', async () => {
    const url = newPage(articleTo(...targets.slice(0, 4).map((target) => target.url)));
    await sendToAll(url);
    expect(looks()).toHaveLength(1);
    expect((await states(url)).filter((state) => state === 'linked')).toHaveLength(4);
  });

  it.each<[string, Page, string]>([
    ['a page that is not there', { status: 404, body: 'no' }, 'unreachable'],
    ['a page that is gone', { status: 410, body: 'gone' }, 'gone'],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }, 'unsupported'],
  ])('is fetched once when it is %s', async (_what, page, state) => {
    const url = newPage(page);
    await sendToAll(url);
    expect(looks()).toHaveLength(1);
    expect(await states(url)).toEqual(targets.map(() => state));
  });

  it('is fetched again for a ping that is sent again', async () => {
    const [target] = targets as [Target];
    const url = newPage('<p>No link yet.</p>');
    const before = await pingAndEvaluate(server, target, url);
    sources.page(new URL(url).pathname, articleTo(target.url));
    const after = await pingAndEvaluate(server, target, url);
    expect([before, after].map(({ verification }) => verification.state)).toEqual([
      'no-link',
      'linked',
    ]);
    expect(looks()).toHaveLength(2);
  });

  it('is fetched again for a ping that comes a while later', async () => {
    const [first, second] = targets as [Target, Target];
    const url = newPage(articleTo(first.url));
    await pingAndEvaluate(server, first, url);
    sources.page(new URL(url).pathname, articleTo(first.url, second.url));
    server.passTime(10_000);
    const ping = await pingAndEvaluate(server, second, url);
    expect(ping.verification.state).toBe('linked');
    expect(looks()).toHaveLength(2);
  });

  it('is fetched for each ping that brings a code of its own', async () => {
    const url = newPage(articleTo(...targets.map((target) => target.url)));
    await Promise.all(
      targets
        .slice(0, 3)
        .map((target) => sendWebmention(server, url, target.url, { code: `code-${target.id}` })),
    );
    await server.drain();
    expect(looks().filter(({ method }) => method === 'GET')).toHaveLength(3);
  });

  it('is fetched by another process when the one that had begun is heard of no more', async () => {
    const [target] = targets as [Target];
    const url = newPage(articleTo(target.url));
    const { usual: userAgent } = server.app.get(Outgoing).userAgents;
    const now = server.now();
    const lease = {
      key: keyOf({ url, userAgent, isPrivate: false }),
      host: hostKey(url),
      holder: 'killed',
    };
    const claim = await server.app.get<FetchLedger>(FETCH_LEDGER).claim({
      ...lease,
      ...{ now, freshFrom: now, leaseUntil: new Date(now.getTime() + 60_000) },
      ...{ mostAtOnce: 4, patience: 10 },
    });
    expect(claim.turn).toBe('ours');
    await sendPing(target.trackbackUrl, { url });
    const queue = server.app.get<Queue>(getQueueToken('evaluate'));
    await waitFor('the ping to wait', async () => (await queue.getJobCounts('delayed'))['delayed']);
    expect(looks()).toHaveLength(0);
    server.passTime(60_001);
    await server.drain();
    expect(await states(url)).toEqual(['linked']);
  });
});
