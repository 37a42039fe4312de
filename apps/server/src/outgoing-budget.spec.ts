// The fleet makes only so many requests a minute because of pings, to however many hosts.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Target } from '@trackwarden/contracts';
import { createSite, createTarget, sendPing } from '../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../test/source-site.js';
import { startTestServer, type TestServer } from '../test/started-server.js';
import { waitFor } from '../test/wait-for.js';

const BUDGET = 3;
const HOSTS = 6;

describe('the budget of all outgoing requests', () => {
  let server: TestServer;
  let hosts: SourceSite[];
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer({
      outgoingBudgetPerMinute: BUDGET,
      fetchAllow: '127.0.0.0/8',
    });
    target = await createTarget(server, await createSite(server));
    // a page of ours that was looked at lately is not asked for
    await server.query('UPDATE targets SET checked_at = now(), http_status = 200');
    hosts = await Promise.all(
      Array.from({ length: HOSTS }, (_, n) => startSourceSite(`127.0.0.${n + 2}`)),
    );
    for (const host of hosts)
      await sendPing(target.trackbackUrl, { url: host.page('/post', linkingPage(target.url)) });
    await waitFor('each to be judged or put off', async () => {
      const [row] = await server.query<{ settled: number }>(
        `SELECT count(*)::int AS settled FROM pings WHERE status <> 'received'
           OR evaluation_due_at > received_at + interval '18 seconds'`,
      );
      return row?.settled === HOSTS;
    });
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await server.stop();
  });

  it('is not overdrawn by pings for many hosts', () => {
    expect(hosts.flatMap((host) => host.requests())).toHaveLength(BUDGET);
  });

  it('keeps the others waiting, and does not count that as failing', async () => {
    const waiting = await server.query(
      `SELECT id FROM pings WHERE status = 'received' AND evaluation_attempts = 0`,
    );
    expect(waiting).toHaveLength(HOSTS - BUDGET);
  });
});
