// The connections to PostgreSQL of a process: few, whatever it does, and enough for it.
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { openTestServer, type TestServer } from '../../test/started-server.js';
import { startTestDatabase, type StartedDatabase } from '../../test/started-database.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';
import { waitFor } from '../../test/wait-for.js';
import { jobNames } from './jobs.js';

/** As few as can be set: what needs two of them at once would wait for ever. */
const SHARED = 1;
const MANY = 15;
/** Each worker listens on one, and so does what tells dashboards. */
const LISTENING = jobNames.length + 1;

/** Beside the pool for the product's own tables, and this question. */
const COUNT = `
  SELECT count(*)::int AS count FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend'
    AND application_name <> 'trackwarden' AND pid <> pg_backend_pid()`;
const CUT = COUNT.replace('count(*)::int AS count', 'pg_terminate_backend(pid)');

describe('the connections of all queues and workers of a process', () => {
  let database: StartedDatabase;
  let server: TestServer;
  let sources: SourceSite;
  let receiver: WebhookReceiver;
  let target: Target;
  let sent = 0;

  beforeAll(async () => {
    [database, sources, receiver] = await Promise.all([
      startTestDatabase(),
      startSourceSite(),
      startWebhookReceiver(),
    ]);
    server = await openTestServer(database, { queueConnections: SHARED });
    target = await createTarget(server, await createSite(server));
    await server.api.post(`/sites/${target.siteId}/webhooks`, {
      url: receiver.url,
      events: ['mention.received'],
    });
  });
  afterAll(async () => {
    await Promise.all([sources.stop(), receiver.stop()]);
    await database.stop();
  });

  const count = async (): Promise<number> =>
    (await database.query<{ count: number }>(COUNT))[0]?.count ?? 0;
  const send = (many: number) =>
    Promise.all(
      Array.from({ length: many }, () => {
        const url = sources.page(`/${(sent += 1)}`, linkingPage(target.url));
        return sendPing(target.trackbackUrl, { url });
      }),
    );
  const allAreJudged = async () =>
    (await pingsOf(server, target.siteId)).filter(({ status }) => status === 'pending').length ===
    sent;

  it('are as few as were set, with one for each listener, and all the work gets done', async () => {
    let most = 0;
    await send(MANY);
    await waitFor('the pings and their messages', async () => {
      most = Math.max(most, await count());
      return receiver.messages.length === sent && (await allAreJudged());
    });
    expect(most).toBeLessThanOrEqual(SHARED + LISTENING);
  });

  it('are enough for more questions than there are connections', async () => {
    const queues = jobNames.map((name) => server.app.get<Queue>(getQueueToken(name)));
    const counts = await Promise.all(
      Array.from({ length: 10 }, () =>
        Promise.all(queues.map((queue) => queue.getJobCounts('active'))),
      ).flat(),
    );
    expect(counts.flat()).toHaveLength(10 * queues.length);
  });

  it('are made anew when PostgreSQL has ended them', async () => {
    await database.query(CUT);
    await send(5);
    await waitFor('the pings after it', allAreJudged);
    expect(await count()).toBeLessThanOrEqual(SHARED + LISTENING);
  });

  it('are all gone after the end', async () => {
    await server.stop();
    await waitFor('no connection', async () => (await count()) === 0);
  });
});
