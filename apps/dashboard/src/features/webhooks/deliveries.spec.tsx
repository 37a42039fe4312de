// The log of deliveries says what each state means, and offers to send again only what may be sent.
import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import type { Delivery, Webhook } from '@trackwarden/contracts';
import { FakeServer } from '../../testing/fake-server.js';
import { idOf, site } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';

const webhook: Webhook = {
  id: idOf(40),
  siteId: site.id,
  url: 'https://hooks.example/mention',
  events: ['mention.approved'],
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  createdAt: '2026-11-01T08:00:00.000Z',
};

const deliveryOf = (change: Partial<Delivery>): Delivery => ({
  id: idOf(41),
  webhookId: webhook.id,
  type: 'mention.approved',
  status: 'delivered',
  trigger: 'event',
  pingId: idOf(101),
  body: '{}',
  attempts: [],
  nextAttemptAt: null,
  createdAt: '2026-11-23T09:00:00.000Z',
  ...change,
});

async function openOnly(delivery: Delivery) {
  const server = new FakeServer();
  const page = (items: unknown[]) => ({ status: 200, body: { items, nextCursor: null } });
  server.on(`GET /api/v1/sites/${site.id}/webhooks`, () => page([webhook]));
  server.on(`GET /api/v1/webhooks/${webhook.id}/deliveries`, () => page([delivery]));
  const { user } = renderApp('/webhooks');
  await user.click(await screen.findByText(delivery.status, { exact: true }));
  return within(screen.getByRole('article', { name: webhook.url }));
}

describe('a delivery', () => {
  it('that is held says until when an undo can stop it', async () => {
    const card = await openOnly(
      deliveryOf({ status: 'held', nextAttemptAt: '2026-11-23T09:00:10.000Z' }),
    );
    expect(
      card.getByText(/^Held back until .*:10, so that an undo can still stop it\.$/),
    ).toBeTruthy();
    expect(card.queryByRole('button', { name: 'Send again' })).toBeNull();
  });

  it('that was cancelled says that it was never sent', async () => {
    const card = await openOnly(deliveryOf({ status: 'cancelled' }));
    expect(card.getByText('Never sent: the decision was undone in time.')).toBeTruthy();
    expect(card.queryByRole('button', { name: 'Send again' })).toBeNull();
  });

  it('that failed can be sent again', async () => {
    const card = await openOnly(deliveryOf({ status: 'failed' }));
    expect(card.getByRole('button', { name: 'Send again' })).toBeTruthy();
  });
});
