// A host that is named again and again without linking, or that asks for peace, is left alone; others are not.
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingAndEvaluate, sendPing } from '../../../test/pinging.js';
import { nextChecks } from '../../../test/soon-checks.js';
import {
  linkingPage,
  startSourceSite,
  type Page,
  type SourceSite,
} from '../../../test/source-site.js';
import { startTestServer, type TestServer } from '../../../test/started-server.js';
import { waitFor } from '../../../test/wait-for.js';
import { StaleFetches } from '../../upkeep/stale-fetches.js';

const PATIENCE = 10;
const CROWD = 300;

describe('the host of sources', () => {
  let server: TestServer;
  let site: Site;
  let target: Target;
  const opened: SourceSite[] = [];
  const newHost = async (host?: string): Promise<SourceSite> => {
    const sources = await startSourceSite(host);
    opened.push(sources);
    return sources;
  };
  const stateOf = async (url: string) => {
    const [row] = await server.query<{
      status: string;
      verification: Ping['verification'] | null;
      check_count: number;
    }>('SELECT status, verification, check_count FROM pings WHERE source = $1', [url]);
    return row;
  };
  /** Answers the minutes for which the ping waits. */
  const untilPutOff = (url: string) =>
    waitFor('the ping to wait', async () => {
      const [row] = await server.query<{ minutes: number }>(
        `SELECT extract(epoch FROM evaluation_due_at - $2)::float / 60 AS minutes FROM pings
         WHERE source = $1 AND evaluation_due_at > $2::timestamptz + interval '2 minutes'`,
        [url, server.now()],
      );
      return row?.minutes;
    });
  /** As `drain`, for a crowd on a machine under load. */
  const crowdIsJudged = () =>
    waitFor(
      'the crowd to be judged',
      async () => {
        const waiting = await server.query('SELECT FROM pings WHERE evaluation_due_at IS NOT NULL');
        return waiting.length === 0;
      },
      120_000,
    );
  /** Names so many different pages of a host, each from another address. */
  const nameCrowd = async (sources: SourceSite, size: number, page?: Page | string) => {
    const urls = Array.from({ length: size }, (_, n) => {
      const path = `/${n}/${Math.random().toString(36).slice(2)}?${n}=${Math.random()}`;
      return page === undefined ? `${sources.url}${path}` : sources.page(path, page);
    });
    for (let from = 0; from < size; from += 25)
      await Promise.all(
        urls.slice(from, from + 25).map(async (url, n) => {
          const sender = `198.51.${Math.floor((from + n) / 250)}.${((from + n) % 250) + 1}`;
          const { text } = await sendPing(
            target.trackbackUrl,
            { url },
            { 'x-forwarded-for': sender },
          );
          if (text !== OK) throw new Error(`the ping was refused: ${text}`);
        }),
      );
    return urls;
  };

  const forgetChecks = () => server.query('UPDATE pings SET next_check_at = NULL');

  beforeAll(async () => {
    server = await startTestServer({
      hostPatience: PATIENCE,
      fetchAllow: '127.0.0.0/8',
      trustedProxies: ['127.0.0.1'],
    });
    // rests and checks are counted in minutes, which a slow machine needs for a crowd too
    server.stopClock();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  beforeEach(async () => {
    // a page of ours is not looked at again: only sources are asked for
    await server.query('UPDATE targets SET checked_at = $1, http_status = 200', [server.now()]);
    // nor is what earlier tests named, in ever new waves of it; a sweep may just have asked for some
    await forgetChecks();
    await crowdIsJudged();
    await forgetChecks();
  });
  afterAll(async () => {
    await Promise.all(opened.map((sources) => sources.stop()));
    await server.stop();
  });

  describe('that 300 pings name and that never links', () => {
    let victim: SourceSite;
    let urls: string[];

    beforeAll(async () => {
      victim = await newHost();
      const innocent = await newHost('127.0.0.2');
      const crowd = nameCrowd(victim, CROWD, '<p>A shop, nothing else.</p>');
      const url = innocent.page('/post', linkingPage(target.url));
      await sendPing(target.trackbackUrl, { url });
      await waitFor(
        'the innocent one',
        async () => (await stateOf(url))?.status === 'pending',
        120_000,
      );
      urls = await crowd;
      await crowdIsJudged();
    }, 240_000);

    it('is asked a handful of times', () => {
      expect(victim.requests()).toHaveLength(PATIENCE);
    });

    it('leaves pings judged by what is known, which says so', async () => {
      const found = await Promise.all(urls.map(stateOf));
      const unasked = found.filter((row) => row?.verification?.state === 'unreachable');
      expect(unasked).toHaveLength(CROWD - PATIENCE);
      expect(unasked[0]).toMatchObject({ status: 'spam', verification: { httpStatus: null } });
      expect(unasked[0]?.verification?.error).toMatch(
        /^Not fetched: 127\.0\.0\.1:\d+ was named 10 times in a row without linking, /,
      );
    });

    it('is asked once when its rest is over, and rests twice as long', async () => {
      server.passTime(61_000);
      await nameCrowd(victim, 20);
      await crowdIsJudged();
      expect(victim.requests()).toHaveLength(PATIENCE + 1);
      server.passTime(61_000);
      await nameCrowd(victim, 20);
      await crowdIsJudged();
      expect(victim.requests()).toHaveLength(PATIENCE + 1);
      server.passTime(60_000);
      await nameCrowd(victim, 20);
      await crowdIsJudged();
      expect(victim.requests()).toHaveLength(PATIENCE + 2);
    });

    it('is trusted again as soon as it links', async () => {
      server.passTime(241_000);
      const url = victim.page('/link', linkingPage(target.url));
      const { verification } = await pingAndEvaluate(server, target, url);
      expect(verification).toMatchObject({ state: 'linked' });
      const named = await nameCrowd(victim, 5);
      await crowdIsJudged();
      const asked = victim.requests().map(({ path }) => `${victim.url}${path}`);
      expect(asked).toEqual(expect.arrayContaining(named));
    });

    it('is forgotten after days of quiet', async () => {
      const before = server.now();
      server.passTime(5 * 24 * 3_600_000);
      await server.app.get(StaleFetches).sweep();
      // checks that are due by now write new rows meanwhile
      const [row] = await server.query<{ left: number }>(
        `SELECT (SELECT count(*) FROM source_hosts WHERE forget_at < $2)::int
           + (SELECT count(*) FROM source_fetches WHERE began_at <= $1)::int AS left`,
        [before, server.now()],
      );
      expect(row?.left).toBe(0);
      await crowdIsJudged();
    });
  });

  it.each<[string, Page]>([
    ['refuses', { status: 403, body: 'no' }],
    ['fails', { status: 500, body: 'broken' }],
    ['is not there', { cut: true }],
  ])(
    'that %s is asked no more often',
    async (_what, page) => {
      const victim = await newHost();
      await nameCrowd(victim, 40, page);
      await crowdIsJudged();
      await nextChecks(server);
      expect(victim.requests()).toHaveLength(PATIENCE);
    },
    240_000,
  );

  it('is left alone although others redirect to it', async () => {
    const victim = await newHost('127.0.0.9');
    const crowd = await Promise.all(
      Array.from({ length: 16 }, (_, n) => newHost(`127.0.1.${n + 1}`)),
    );
    const location = victim.page('/victim', '<p>Nothing here.</p>');
    for (const host of crowd)
      await pingAndEvaluate(
        server,
        target,
        host.page('/start', { status: 302, headers: { location } }),
      );
    expect(victim.requests()).toHaveLength(PATIENCE);
  });

  it('that has linked before is given far more patience', async () => {
    const known = await newHost('127.0.0.3');
    const url = known.page('/good', linkingPage(target.url));
    await pingAndEvaluate(server, target, url);
    await nameCrowd(known, 4 * PATIENCE, '<p>Out of order.</p>');
    await crowdIsJudged();
    expect(known.requests()).toHaveLength(1 + 4 * PATIENCE);
  });

  describe('that asks to be left alone', () => {
    it.each([
      ['429 and seconds', 429, () => '600'],
      ['503 and a date', 503, () => new Date(server.now().getTime() + 600_000).toUTCString()],
    ])(
      'by %s is asked again later, and nothing is held against it',
      async (_how, status, after) => {
        const host = await newHost();
        const headers = { 'retry-after': after() };
        const busy = host.page('/busy', { status, headers, body: 'later' });
        await sendPing(target.trackbackUrl, { url: busy });
        await untilPutOff(busy);
        const other = host.page('/other', linkingPage(target.url));
        await sendPing(target.trackbackUrl, { url: other });
        await untilPutOff(other);
        expect(host.requests()).toHaveLength(1);

        host.page('/busy', linkingPage(target.url));
        server.passTime(602_000);
        await server.app.get<Queue>(getQueueToken('evaluate')).promoteJobs();
        await crowdIsJudged();
        expect(host.requests().map(({ path }) => path)).toEqual(
          expect.arrayContaining(['/busy', '/other']),
        );
        expect(host.requests()).toHaveLength(3);
        for (const url of [busy, other])
          expect(await stateOf(url)).toMatchObject({
            status: 'pending',
            verification: { state: 'linked' },
            check_count: 1,
          });
      },
    );

    it('for a year is asked again within the hour', async () => {
      const host = await newHost();
      const url = host.page('/year', { status: 429, headers: { 'retry-after': '31536000' } });
      await sendPing(target.trackbackUrl, { url });
      const minutes = await untilPutOff(url);
      expect(minutes).toBeGreaterThan(50);
      expect(minutes).toBeLessThan(61);
      await server.query('UPDATE pings SET evaluation_due_at = NULL WHERE source = $1', [url]);
    });
  });
});
