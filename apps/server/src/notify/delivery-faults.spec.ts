// Endpoints that fail, refuse, move away or change their secret; and the log of every attempt.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  CreatedWebhook,
  Delivery,
  PingDetail,
  Site,
  Target,
  Webhook,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import {
  startWebhookReceiver,
  verifySignature,
  type WebhookReceiver,
} from '../../test/webhook-receiver.js';
import { JobQueue } from '../queue/job-queue.js';
import { waitFor } from '../../test/wait-for.js';

const SECOND = 1_000;
/** A failure after which the queue's own retry, some five seconds later, does not come in between. */
const FAILS_FOR_LONG = { status: 500, headers: { 'retry-after': '600' } };

describe('a delivery', () => {
  let server: TestServer;
  let sources: SourceSite;
  let receiver: WebhookReceiver;
  let site: Site;
  let target: Target;
  let webhook: CreatedWebhook;
  let retries = 0;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
  });
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    site = await createSite(server);
    target = await createTarget(server, site);
    webhook = await create(`${receiver.url}/hook`);
  });
  afterEach(() => receiver.stop());
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const create = async (url: string): Promise<CreatedWebhook> =>
    (
      await server.api.post<CreatedWebhook>(`/sites/${site.id}/webhooks`, {
        url,
        events: ['mention.approved', 'mention.spam'],
      })
    ).body;
  const decide = async (verdict: string, ping: Pick<PingDetail, 'id'>): Promise<void> => {
    await server.api.post('/decisions', { verdict, pings: [{ id: ping.id }] });
    await server.drain();
  };
  const approve = async (): Promise<PingDetail> => {
    const url = sources.page('/post', linkingPage(target.url));
    const ping = await pingAndEvaluate(server, target, url);
    await decide('approve', ping);
    return ping;
  };
  const log = async ({ id } = webhook): Promise<Delivery[]> =>
    (await server.api.get<{ items: Delivery[] }>(`/webhooks/${id}/deliveries`)).body.items;
  const hook = async (): Promise<Webhook | undefined> =>
    (await server.api.get<{ items: Webhook[] }>(`/sites/${site.id}/webhooks`)).body.items.at(-1);
  /** What the retry does when its time has come, without waiting for it. */
  const retryNow = async (delivery: Delivery | undefined): Promise<void> => {
    const deliveryId = delivery?.id ?? '';
    await server.query('UPDATE deliveries SET next_attempt_at = now() WHERE id = $1', [deliveryId]);
    const jobId = `${deliveryId}-early-${(retries += 1)}`;
    await server.app.get(JobQueue).enqueue('deliver', [{ jobId, payload: { deliveryId } }]);
    await server.drain();
  };

  it('is logged with what came back', async () => {
    receiver.answerNext({ status: 200, body: 'taken' });
    const ping = await approve();
    expect(await log()).toMatchObject([
      {
        webhookId: webhook.id,
        type: 'mention.approved',
        status: 'delivered',
        trigger: 'event',
        pingId: ping.id,
        body: receiver.messages[0]?.raw,
        nextAttemptAt: null,
        attempts: [{ httpStatus: 200, error: null, address: '127.0.0.1', responseBody: 'taken' }],
      },
    ]);
    expect((await log())[0]?.id).toBe(receiver.messages[0]?.id);
  });

  it('that fails waits for its next attempt some five seconds later', async () => {
    receiver.answerNext({ status: 500, body: 'broken' });
    await approve();
    const [delivery] = await log();
    expect(delivery).toMatchObject({
      status: 'waiting',
      attempts: [{ httpStatus: 500, responseBody: 'broken' }],
    });
    const [attempt] = delivery?.attempts ?? [];
    const waits = Date.parse(delivery?.nextAttemptAt ?? '') - Date.parse(attempt?.at ?? '');
    expect(waits).toBeGreaterThanOrEqual(4.5 * SECOND);
    expect(waits).toBeLessThan(15 * SECOND);
  });

  it('is tried again with the same id and body, and a signature of its own', async () => {
    receiver.answerNext(FAILS_FOR_LONG);
    await approve();
    await retryNow((await log())[0]);
    const [first, second] = receiver.messages;
    expect(second?.id).toBe(first?.id);
    expect(second?.raw).toBe(first?.raw);
    expect(() => second && verifySignature(webhook.secret, second)).not.toThrow();
    expect(await log()).toMatchObject([
      { status: 'delivered', attempts: [{ httpStatus: 500 }, { httpStatus: 204 }] },
    ]);
  });

  it('comes by itself after the first wait', async () => {
    receiver.answerNext({ status: 503 });
    await approve();
    await waitFor('the retry', () => receiver.messages.length === 2, 20_000);
    expect(receiver.messages[1]?.id).toBe(receiver.messages[0]?.id);
  });

  it('honours Retry-After', async () => {
    receiver.answerNext({ status: 429, headers: { 'retry-after': '600' } });
    await approve();
    const [delivery] = await log();
    const waits =
      Date.parse(delivery?.nextAttemptAt ?? '') - Date.parse(delivery?.attempts[0]?.at ?? '');
    expect(waits).toBeGreaterThanOrEqual(600 * SECOND);
    expect(waits).toBeLessThan(660 * SECOND);
  });

  it('fails for good after the last attempt of the schedule', async () => {
    receiver.answerNext(FAILS_FOR_LONG, FAILS_FOR_LONG);
    await approve();
    await server.query('UPDATE deliveries SET attempt_count = 9 WHERE webhook_id = $1', [
      webhook.id,
    ]);
    await retryNow((await log())[0]);
    expect(await log()).toMatchObject([{ status: 'failed', nextAttemptAt: null }]);
  });

  it('that is answered with 410 disables its endpoint', async () => {
    receiver.answerNext({ status: 410 });
    const ping = await approve();
    expect(await hook()).toMatchObject({
      enabled: false,
      disabledReason: 'The endpoint answered 410 Gone.',
    });
    expect((await hook())?.disabledAt).not.toBeNull();
    expect(await log()).toMatchObject([{ status: 'failed' }]);
    await decide('spam', ping);
    expect(receiver.messages).toHaveLength(1);
  });

  it('to an endpoint that failed for five days disables it', async () => {
    receiver.answerNext({ status: 500 });
    await server.query(
      `UPDATE webhooks SET failing_since = now() - interval '6 days' WHERE id = $1`,
      [webhook.id],
    );
    await approve();
    expect(await hook()).toMatchObject({ enabled: false });
  });

  it('comes again to an endpoint that was enabled again', async () => {
    receiver.answerNext({ status: 410 });
    const ping = await approve();
    const { body } = await server.api.post<Webhook>(`/webhooks/${webhook.id}/enable`);
    expect(body).toMatchObject({ enabled: true, disabledAt: null, disabledReason: null });
    await decide('spam', ping);
    expect(receiver.messages.map((message) => message.body.type)).toEqual([
      'mention.approved',
      'mention.spam',
    ]);
  });

  it('does not follow a redirect, and counts it as a failure', async () => {
    receiver.answerNext({ status: 307, headers: { location: '/elsewhere' } });
    await approve();
    expect(receiver.messages.map(({ path }) => path)).toEqual(['/hook']);
    expect(await log()).toMatchObject([{ status: 'waiting', attempts: [{}] }]);
  });

  it('never goes to an address that is not public', async () => {
    const inside = await startWebhookReceiver('127.0.0.2');
    webhook = await create(inside.url);
    await approve();
    await inside.stop();
    expect(inside.messages).toHaveLength(0);
    const [delivery] = await log();
    expect(delivery).toMatchObject({ status: 'waiting', attempts: [{ httpStatus: null }] });
    expect(delivery?.attempts[0]?.error).toMatch(/^refused-/);
  });

  it('to an endpoint that is away leaves the others alone', async () => {
    const away = await startWebhookReceiver();
    await away.stop();
    const dead = await create(away.url);
    await approve();
    expect(receiver.messages).toHaveLength(1);
    expect((await log(dead))[0]).toMatchObject({
      status: 'waiting',
      attempts: [{ httpStatus: null }],
    });
  });

  it('after a rotation with an overlap is signed with both secrets', async () => {
    const rotated = await server.api.post<{ secret: string }>(`/webhooks/${webhook.id}/rotate`, {
      overlap: '1h',
    });
    await approve();
    const [message] = receiver.messages;
    expect(rotated.body.secret).not.toBe(webhook.secret);
    for (const secret of [rotated.body.secret, webhook.secret])
      expect(() => message && verifySignature(secret, message)).not.toThrow();
    expect(String(message?.headers['webhook-signature']).split(' ')).toHaveLength(2);
  });

  it('after the overlap is signed with the new secret alone', async () => {
    const rotated = await server.api.post<{ secret: string }>(`/webhooks/${webhook.id}/rotate`, {
      overlap: '1h',
    });
    await server.query('UPDATE webhooks SET previous_secret_until = now() WHERE id = $1', [
      webhook.id,
    ]);
    await approve();
    const [message] = receiver.messages;
    expect(() => message && verifySignature(rotated.body.secret, message)).not.toThrow();
    expect(() => message && verifySignature(webhook.secret, message)).toThrow();
  });

  it('after a rotation without an overlap is signed with the new secret alone', async () => {
    await server.api.post(`/webhooks/${webhook.id}/rotate`, { overlap: '0' });
    await approve();
    const [message] = receiver.messages;
    expect(message).toBeDefined();
    expect(() => message && verifySignature(webhook.secret, message)).toThrow();
  });

  it('can be sent again with the same id', async () => {
    await approve();
    const [delivery] = await log();
    const { status, body } = await server.api.post<Delivery>(
      `/deliveries/${delivery?.id}/redeliver`,
    );
    expect(status).toBe(202);
    expect(body).toMatchObject({ id: delivery?.id, trigger: 'redelivery' });
    await server.drain();
    const [first, second] = receiver.messages;
    expect(second).toMatchObject({ id: first?.id, raw: first?.raw });
    expect((await log())[0]?.attempts).toHaveLength(2);
  });

  it('that is still under way is not sent again', async () => {
    receiver.answerNext(FAILS_FOR_LONG);
    await approve();
    const [delivery] = await log();
    const answer = await server.api.post(`/deliveries/${delivery?.id}/redeliver`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
  });

  it('that failed is sent again with everything else that failed', async () => {
    receiver.answerNext({ status: 410 });
    await approve();
    await server.api.post(`/webhooks/${webhook.id}/enable`);
    const { status, body } = await server.api.post(`/webhooks/${webhook.id}/redeliver-failed`, {});
    expect({ status, body }).toEqual({ status: 202, body: { count: 1 } });
    await server.drain();
    expect(receiver.messages).toHaveLength(2);
    expect(await log()).toMatchObject([{ status: 'delivered' }]);
  });

  it('is found in the log by its status', async () => {
    await approve();
    const path = `/webhooks/${webhook.id}/deliveries`;
    const { body: failed } = await server.api.get<{ items: [] }>(`${path}?status=failed`);
    const { body: delivered } = await server.api.get<{ items: [] }>(`${path}?status=delivered`);
    expect([failed.items.length, delivered.items.length]).toEqual([0, 1]);
  });
});
