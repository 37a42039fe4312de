// Webhooks and deliveries as the API shows them; a secret is shown only where it is made.
import type { Delivery, Webhook } from '@trackwarden/contracts';
import type {
  DeliveryAttemptEntity,
  DeliveryEntity,
  WebhookEntity,
} from '../database/entities/webhook.entity.js';

export function webhookView(webhook: WebhookEntity): Webhook {
  return {
    id: webhook.id,
    siteId: webhook.siteId,
    url: webhook.url,
    events: webhook.events,
    enabled: webhook.enabled,
    disabledAt: webhook.disabledAt?.toISOString() ?? null,
    disabledReason: webhook.disabledReason,
    createdAt: webhook.createdAt.toISOString(),
  };
}

export function deliveryView(
  delivery: DeliveryEntity,
  attempts: DeliveryAttemptEntity[],
): Delivery {
  return {
    id: delivery.id,
    webhookId: delivery.webhookId,
    type: delivery.type,
    status: delivery.status,
    trigger: delivery.trigger,
    pingId: delivery.pingId,
    body: delivery.body,
    attempts: attempts
      .filter(({ deliveryId }) => deliveryId === delivery.id)
      .map(({ at, httpStatus, error, address, durationMs, responseBody }) => ({
        at: at.toISOString(),
        httpStatus,
        error,
        address,
        durationMs,
        responseBody,
      })),
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
  };
}
