// After the answer a ping is never lost: not by a killed process, not by an emptied queue, not by poison.
import { getQueueToken } from '@nestjs/bullmq';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { Ping, PingDetail, Target } from '@trackwarden/contracts';
import { createSite, createTarget, OK, pingsOf, sendPing } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { openTestServer, type TestServer } from '../../test/started-server.js';
import { startTestDatabase, type StartedDatabase } from '../../test/started-database.js';
import { TEST_SECRET } from '../../test/test-config.js';
import { startWebhookReceiver } from '../../test/webhook-receiver.js';
import { waitFor } from '../../test/wait-for.js';
import { AppModule } from '../app.module.js';
import { jobNames } from './jobs.js';

/** More than the sweeper gives a ping before it gives up. */
const SPENT = 30;

describe('a ping that was answered', () => {
  let database: StartedDatabase;
  let receiving: TestServer;
  let sources: SourceSite;
  let target: Target;
  let worker: INestApplicationContext | null = null;
  let count = 0;

  beforeAll(async () => {
    database = await startTestDatabase();
    receiving = await openTestServer(database, { roles: ['api'] });
    sources = await startSourceSite();
  });
  beforeEach(async () => {
    target = await createTarget(receiving, await createSite(receiving));
  });
  afterEach(async () => {
    await worker?.close();
    worker = null;
    await database.query('DELETE FROM sites');
    await emptyQueues();
  });
  afterAll(async () => {
    await sources.stop();
    await receiving.stop();
    await database.stop();
  });

  const startWorker = async (): Promise<void> => {
    const config = { ...receiving.config, roles: ['worker'] as const };
    const setting = { config, secret: TEST_SECRET, databaseUrl: database.url };
    worker = await NestFactory.createApplicationContext(AppModule.for(setting), {
      logger: false,
      abortOnError: false,
    });
  };
  const queueOf = (name: string) => receiving.app.get<Queue>(getQueueToken(name));
  const emptyQueues = async (): Promise<void> => {
    for (const name of jobNames) await queueOf(name).obliterate({ force: true });
  };
  const received = async (): Promise<string> => {
    const url = sources.page(`/post/${(count += 1)}`, linkingPage(target.url));
    const { text } = await sendPing(target.trackbackUrl, { url });
    if (text !== OK) throw new Error(text);
    await waitFor('the job', async () => {
      const [row] = await database.query<{ id: string; status: string }>(
        `SELECT id, status FROM pings WHERE source = '${url}'`,
      );
      return row && (row.status !== 'received' || (await queueOf('evaluate').getJob(row.id)));
    });
    return url;
  };
  const overdue = (attempts: number) =>
    database.query(
      `UPDATE pings SET evaluation_due_at = now() - interval '1 second', evaluation_attempts = $1`,
      [attempts],
    );
  const only = async (): Promise<Ping | undefined> => (await pingsOf(receiving, target.siteId))[0];

  it('waits in a process without workers, and is not fetched by it', async () => {
    await received();
    expect(await only()).toMatchObject({ status: 'received' });
    expect(sources.requests(`/post/${count}`)).toHaveLength(0);
  });

  it('is evaluated by a worker that starts later', async () => {
    await received();
    await startWorker();
    await receiving.drain();
    expect(await only()).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('is evaluated although its job was lost', async () => {
    await received();
    await emptyQueues();
    await overdue(0);
    await startWorker();
    await receiving.drain();
    expect(await only()).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('is not evaluated by the sweeper before its job had its time', async () => {
    await received();
    await emptyQueues();
    // its job has some time; the worker may take longer to start on a slow machine
    const [given] = await database.query<{ isSome: boolean }>(
      `UPDATE pings SET evaluation_due_at = evaluation_due_at + interval '10 minutes'
       RETURNING evaluation_due_at > received_at + interval '10 minutes 10 seconds' AS "isSome"`,
    );
    expect(given).toEqual({ isSome: true });
    await startWorker();
    const later = await received();
    await waitFor('the later ping', async () =>
      (await pingsOf(receiving, target.siteId)).some(
        ({ source, status }) => source === later && status === 'pending',
      ),
    );
    expect(sources.requests(`/post/${count - 1}`)).toHaveLength(0);
  });

  it('comes to a person when it could not be evaluated again and again', async () => {
    await received();
    await emptyQueues();
    await overdue(SPENT);
    await startWorker();
    await receiving.drain();
    const ping = await waitFor('the end', async () => {
      const found = await only();
      return found?.status === 'pending' && found;
    });
    expect(ping).toMatchObject({ verification: { state: 'waiting' }, score: null });
    const { body } = await receiving.api.get<PingDetail>(`/pings/${ping.id}`);
    expect(body.timeline.at(-1)?.text).toBe(
      'Could not be judged: the check failed 10 times, and the log says why. A person decides. → waits for a person',
    );
  });

  it.each([
    ['approve', 'approved'],
    ['spam', 'spam'],
    ['reject', 'rejected'],
  ])('keeps the verdict %s of a person when it cannot be evaluated', async (verdict, status) => {
    await received();
    await emptyQueues();
    const ping = await only();
    await receiving.api.post('/decisions', { verdict, pings: [{ id: ping?.id }] });
    await overdue(SPENT);
    await startWorker();
    await receiving.drain();
    await waitFor('the end of the sweep', async () => {
      const rows = await database.query('SELECT id FROM pings WHERE evaluation_due_at IS NULL');
      return rows.length === 1;
    });
    expect(await only()).toMatchObject({ status, decidedBy: { kind: 'person' } });
  });

  it('is announced although the job of its message was lost', async () => {
    const receiver = await startWebhookReceiver();
    await receiving.api.post(`/sites/${target.siteId}/webhooks`, {
      url: receiver.url,
      events: ['mention.received'],
    });
    await received();
    await waitFor(
      'the job',
      async () => (await queueOf('deliver').getJobCounts('waiting'))['waiting'],
    );
    await emptyQueues();
    await database.query(`UPDATE deliveries SET next_attempt_at = now() - interval '1 minute'`);
    await startWorker();
    await waitFor('the message', () => receiver.messages.length === 1);
    await receiver.stop();
    expect(receiver.messages[0]?.body.type).toBe('mention.received');
  });
});
