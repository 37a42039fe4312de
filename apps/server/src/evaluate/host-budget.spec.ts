// One source host is asked no more often than its budget allows; what is left waits for its turn.
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

const BUDGET = 2;

describe('the budget of a source host', () => {
  let server: TestServer;
  let sources: SourceSite;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer({
      hostBudgetPerMinute: BUDGET,
      fetchAllow: '127.0.0.0/8',
    });
    sources = await startSourceSite();
    target = await createTarget(server, await createSite(server));
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await sendPing(target.trackbackUrl, {
        url: sources.page(`/${name}`, linkingPage(target.url)),
      });
    const queue = server.app.get<Queue>(getQueueToken('evaluate'));
    // a job whose source is busy is delayed for a moment too: the requests have to be there as well
    await waitFor('the budget to be spent and the rest to be delayed', async () => {
      const { delayed } = await queue.getJobCounts('delayed');
      return delayed === 5 - BUDGET && sources.requests().length >= BUDGET;
    });
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('is not overdrawn by a crowd of pings', () => {
    expect(sources.requests()).toHaveLength(BUDGET);
  });

  it('keeps the others waiting instead of judging them', async () => {
    const states = async () => (await pingsOf(server, target.siteId)).map(({ status }) => status);
    await waitFor('the first ones to be judged', async () => {
      return (await states()).filter((status) => status !== 'received').length === BUDGET;
    });
    expect((await states()).filter((status) => status === 'received')).toHaveLength(5 - BUDGET);
  });

  it('keeps them out of the sweeper, which would take them for poison in the end', async () => {
    await waitFor('all of them to be put off for long', async () => {
      const early = await server.query(
        `SELECT id FROM pings WHERE evaluation_due_at < received_at + interval '30 seconds'`,
      );
      return early.length === 0;
    });
  });

  it('does not count their waiting as failing', async () => {
    const failing = await server.query('SELECT id FROM pings WHERE evaluation_attempts > 0');
    expect(failing).toHaveLength(0);
  });

  it('does not hold up another host', async () => {
    const other = await startSourceSite('127.0.0.2');
    await sendPing(target.trackbackUrl, { url: other.page('/f', linkingPage(target.url)) });
    await waitFor('the other host to be asked', () => other.requests('/f').length === 1);
    await other.stop();
    expect(sources.requests()).toHaveLength(BUDGET);
  });

  it('is spent by redirects from whatever host', async () => {
    const end = await startSourceSite('127.0.0.3');
    const crowd = await Promise.all(
      [4, 5, 6, 7, 8].map((number) => startSourceSite(`127.0.0.${number}`)),
    );
    const location = end.page('/end', linkingPage(target.url));
    for (const host of crowd)
      await sendPing(target.trackbackUrl, {
        url: host.page('/start', { status: 302, headers: { location } }),
      });
    await waitFor('each to be judged or put off', async () => {
      const [row] = await server.query<{ settled: number }>(
        `SELECT count(*)::int AS settled FROM pings WHERE source LIKE '%/start'
           AND (status <> 'received' OR evaluation_due_at > received_at + interval '20 seconds')`,
      );
      return row?.settled === crowd.length;
    });
    expect(crowd.map((host) => host.requests('/start').length)).toEqual([1, 1, 1, 1, 1]);
    expect(end.requests()).toHaveLength(BUDGET);
    const [row] = await server.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pings
       WHERE source LIKE '%/start' AND status = 'received' AND evaluation_attempts = 0`,
    );
    expect(row?.waiting).toBe(crowd.length - BUDGET);
    await Promise.all([end, ...crowd].map((host) => host.stop()));
  });
});
