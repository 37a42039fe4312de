// Webhooks as a customer sees them: which messages come, how they are signed, what an undo does to them.
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { pingSchema, webhookBodySchema } from '@trackwarden/contracts';
import type {
  CreatedWebhook,
  DecisionResult,
  Delivery,
  PingDetail,
  Site,
  Target,
  Webhook,
  WebhookEvent,
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

const NEVER_IN_A_TEST = 3_600_000;

describe('a webhook', () => {
  let server: TestServer;
  let sources: SourceSite;
  let receiver: WebhookReceiver;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
  });
  beforeEach(async () => {
    server.config.undoWindowMs = 0;
    receiver = await startWebhookReceiver();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterEach(() => receiver.stop());
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const create = async (...events: WebhookEvent[]): Promise<CreatedWebhook> =>
    (
      await server.api.post<CreatedWebhook>(`/sites/${site.id}/webhooks`, {
        url: `${receiver.url}/hook`,
        events,
      })
    ).body;
  const ping = (): Promise<PingDetail> =>
    pingAndEvaluate(server, target, sources.page('/post', linkingPage(target.url)));
  const decide = async (verdict: string, id: string): Promise<string> => {
    const { body } = await server.api.post<DecisionResult>('/decisions', {
      verdict,
      pings: [{ id }],
    });
    await server.drain();
    return body.id;
  };
  const undo = async (id: string): Promise<void> => {
    await server.api.post(`/decisions/${id}/undo`);
    await server.drain();
  };
  const types = (): string[] => receiver.messages.map(({ body }) => body.type);
  const log = async (id: string): Promise<Delivery[]> =>
    (await server.api.get<{ items: Delivery[] }>(`/webhooks/${id}/deliveries`)).body.items;

  it('is sent a signed message that its secret verifies', async () => {
    const { secret } = await create('mention.approved');
    await decide('approve', (await ping()).id);
    const [message] = receiver.messages;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(() => message && verifySignature(secret, message)).not.toThrow();
    expect(message?.headers['content-type']).toBe('application/json');
    expect(message?.path).toBe('/hook');
  });

  it('is sent nothing that another secret verifies', async () => {
    await create('mention.approved');
    const other = await create('mention.spam');
    await decide('approve', (await ping()).id);
    const [message] = receiver.messages;
    expect(message).toBeDefined();
    expect(() => message && verifySignature(other.secret, message)).toThrow();
  });

  it('is sent the whole ping as the contract has it', async () => {
    await create('mention.approved');
    const { id } = await ping();
    await decide('approve', id);
    const { body } = await server.api.get<PingDetail>(`/pings/${id}`);
    const message = webhookBodySchema.strict().parse(receiver.messages[0]?.body);
    expect(message.type).toBe('mention.approved');
    expect(message.data.sequence).toBe(body.version);
    expect(message.data.ping).toEqual(pingSchema.parse(body));
  });

  it('is sent only the events that it chose', async () => {
    await create('mention.received', 'mention.spam');
    const { id } = await ping();
    await decide('approve', id);
    await decide('reject', id);
    await decide('spam', id);
    expect(types()).toEqual(['mention.received', 'mention.spam']);
  });

  it('is sent what the policy decides too', async () => {
    await create('mention.pending');
    await ping();
    expect(types()).toEqual(['mention.pending']);
  });

  it('is sent nothing when a decision changes nothing', async () => {
    await create('mention.approved');
    const { id } = await ping();
    await decide('approve', id);
    await decide('approve', id);
    expect(types()).toEqual(['mention.approved']);
  });

  it('is sent nothing of another site', async () => {
    await create('mention.approved');
    const other = await createTarget(server, await createSite(server));
    const url = sources.page('/elsewhere', linkingPage(other.url));
    await decide('approve', (await pingAndEvaluate(server, other, url)).id);
    expect(types()).toEqual([]);
  });

  it('that is switched off is sent nothing', async () => {
    const { id } = await create('mention.approved');
    await server.api.patch(`/webhooks/${id}`, { enabled: false });
    await decide('approve', (await ping()).id);
    expect(types()).toEqual([]);
    expect(await log(id)).toEqual([]);
  });

  describe('inside the undo window', () => {
    it('is sent nothing yet', async () => {
      server.config.undoWindowMs = NEVER_IN_A_TEST;
      const { id } = await create('mention.approved');
      await decide('approve', (await ping()).id);
      expect(await log(id)).toMatchObject([{ status: 'held', attempts: [] }]);
      expect(types()).toEqual([]);
    });

    it('is sent nothing of what is undone, even when its job still comes', async () => {
      server.config.undoWindowMs = NEVER_IN_A_TEST;
      const { id } = await create('mention.approved', 'mention.unapproved', 'mention.pending');
      const { id: pingId } = await ping();
      await undo(await decide('approve', pingId));
      const [held] = await log(id);
      expect(held).toMatchObject({ type: 'mention.approved', status: 'cancelled' });

      const deliveryId = held?.id ?? '';
      const queue = server.app.get(JobQueue);
      await queue.enqueue('deliver', [{ jobId: `late-${deliveryId}`, payload: { deliveryId } }]);
      const jobs = server.app.get<Queue>(getQueueToken('deliver'));
      await waitFor('the late job to end', async () => {
        const counts = await jobs.getJobCounts('waiting', 'active');
        return counts['waiting'] === 0 && counts['active'] === 0;
      });
      server.config.undoWindowMs = 0;
      await decide('approve', pingId);
      expect(types()).toEqual(['mention.pending', 'mention.approved']);
      expect((await log(id)).at(-2)).toMatchObject({ status: 'cancelled', attempts: [] });
    });
  });

  it('is sent the message when the undo window ends', async () => {
    server.config.undoWindowMs = 300;
    const { id } = await create('mention.approved');
    await decide('approve', (await ping()).id);
    await waitFor('the message', () => receiver.messages.length === 1);
    await waitFor('its log', async () => (await log(id))[0]?.status === 'delivered');
  });

  it('after the undo window is sent the opposite with a higher sequence', async () => {
    await create('mention.approved', 'mention.unapproved');
    await undo(await decide('approve', (await ping()).id));
    expect(types()).toEqual(['mention.approved', 'mention.unapproved']);
    const [approved, unapproved] = receiver.messages.map(({ body }) => body.data);
    expect(Number(unapproved?.sequence)).toBeGreaterThan(Number(approved?.sequence));
    expect(unapproved?.ping.status).toBe('pending');
  });

  it('hears that a published ping is unpublished by any verdict', async () => {
    await create('mention.spam', 'mention.rejected', 'mention.unapproved');
    const { id } = await ping();
    for (const verdict of ['approve', 'spam', 'approve', 'reject', 'approve', 'hold'])
      await decide(verdict, id);
    expect(types()).toEqual(['mention.spam', 'mention.rejected', 'mention.unapproved']);
  });

  it('shows its secret once', async () => {
    const { id, secret } = await create('mention.approved');
    const { body } = await server.api.get<{ items: Webhook[] }>(`/sites/${site.id}/webhooks`);
    expect(body.items.map((webhook) => webhook.id)).toEqual([id]);
    expect(JSON.stringify(body)).not.toContain(secret.slice(6));
    expect(body.items[0]).not.toHaveProperty('secret');
    const changed = await server.api.patch(`/webhooks/${id}`, { events: ['mention.spam'] });
    expect(JSON.stringify(changed.body)).not.toContain(secret.slice(6));
  });

  it('can be tested with a signed sample, and the result comes with the answer', async () => {
    const { id, secret } = await create('mention.approved');
    receiver.answerNext({ status: 202, body: 'thank you' });
    const { status, body } = await server.api.post<Delivery>(`/webhooks/${id}/test`, {
      type: 'mention.removed',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      type: 'mention.removed',
      trigger: 'test',
      status: 'delivered',
      attempts: [{ httpStatus: 202, error: null, responseBody: 'thank you', address: '127.0.0.1' }],
    });
    const [message] = receiver.messages;
    expect(() => message && verifySignature(secret, message)).not.toThrow();
    expect(webhookBodySchema.parse(message?.body).type).toBe('mention.removed');
  });

  it('can be deleted', async () => {
    const { id } = await create('mention.approved');
    expect((await server.api.delete(`/webhooks/${id}`)).status).toBe(204);
    await decide('approve', (await ping()).id);
    expect(types()).toEqual([]);
    expect((await server.api.delete(`/webhooks/${id}`)).status).toBe(404);
  });
});
