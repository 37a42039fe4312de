// An endpoint that takes requests and never answers: its messages wait, those of others do not.
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { CreatedWebhook, Delivery, Site, Target } from '@trackwarden/contracts';
import { latch } from '../../test/latch.js';
import { createSite, createTarget, sendPing } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';
import { waitFor } from '../../test/wait-for.js';

/** More than a worker delivers at once. */
const MESSAGES = 60;
const AT_ONCE = 2;

describe('an endpoint that hangs', () => {
  const gate = latch();
  let server: TestServer;
  let hanging: SourceSite;
  let receiver: WebhookReceiver;
  let site: Site;
  let another: Target;
  let slow: CreatedWebhook;

  beforeAll(async () => {
    server = await startTestServer();
    hanging = await startSourceSite();
    receiver = await startWebhookReceiver();
    site = await createSite(server);
    const target = await createTarget(server, site);
    slow = await createWebhook(hanging.page('/hook', { after: gate.opened, status: 204 }));
    // evaluated beforehand: what hangs is given up after 15 seconds
    another = await createTarget(server, site, '/another');
    await sendPing(another.trackbackUrl, { url: 'http://127.0.0.1:9/another' });
    for (let number = 0; number < MESSAGES; number += 1)
      await sendPing(target.trackbackUrl, { url: `http://127.0.0.1:9/${number}` });
    await server.drain();
    await server.api.post('/decisions', { verdict: 'approve', query: { targetId: target.id } });
    const queue = server.app.get<Queue>(getQueueToken('deliver'));
    await waitFor('its messages to be tried or put off', async () => {
      const { waiting } = await queue.getJobCounts('waiting');
      return waiting === 0 && hanging.requests('/hook').length === AT_ONCE;
    });
  });
  afterAll(async () => {
    gate.open();
    await server.stop();
    await Promise.all([hanging.stop(), receiver.stop()]);
  });

  const createWebhook = async (url: string): Promise<CreatedWebhook> =>
    (
      await server.api.post<CreatedWebhook>(`/sites/${site.id}/webhooks`, {
        url,
        events: ['mention.approved'],
      })
    ).body;

  it('does not delay another endpoint', async () => {
    await createWebhook(`${receiver.url}/hook`);
    await server.api.post('/decisions', { verdict: 'approve', query: { targetId: another.id } });
    await waitFor(
      'the message of the other endpoint',
      () => receiver.messages.length === 1,
      10_000,
    );

    const { body } = await server.api.get<{ items: Delivery[] }>(
      `/webhooks/${slow.id}/deliveries?limit=200`,
    );
    expect(body.items).toHaveLength(MESSAGES + 1);
    expect(body.items.flatMap(({ attempts }) => attempts)).toEqual([]);
    expect(hanging.requests('/hook')).toHaveLength(AT_ONCE);
  });
});
