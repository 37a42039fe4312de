// Webhooks: endpoints, what they are sent, and the log of every attempt.
import { z } from 'zod';
import { httpUrlSchema, idSchema, pageQuerySchema, timeSchema } from './common.js';
import { pingSchema } from './ping.js';

/** The event types; `unapproved` takes an approval back. */
export const webhookEventSchema = z.enum([
  'mention.received',
  'mention.pending',
  'mention.approved',
  'mention.rejected',
  'mention.spam',
  'mention.updated',
  'mention.removed',
  'mention.unapproved',
]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

const events = z.array(webhookEventSchema).min(1, 'choose at least one event');

/** Body of `POST /api/v1/sites/{siteId}/webhooks`. */
export const createWebhookSchema = z.strictObject({ url: httpUrlSchema, events });
export type CreateWebhook = z.input<typeof createWebhookSchema>;

/** Body of `PATCH /api/v1/webhooks/{id}`. */
export const updateWebhookSchema = z.strictObject({
  url: httpUrlSchema.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});

/** A webhook as it reads; the secret is shown only when it is made or rotated. */
export const webhookSchema = z.object({
  id: idSchema,
  siteId: idSchema,
  url: z.string(),
  events: z.array(webhookEventSchema),
  enabled: z.boolean(),
  disabledAt: timeSchema.nullable(),
  disabledReason: z.string().nullable(),
  createdAt: timeSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;

/** A new webhook with its `whsec_…` secret, shown this once. */
export const createdWebhookSchema = webhookSchema.extend({ secret: z.string() });
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

/** Body of `POST /api/v1/webhooks/{id}/rotate`: how long the old secret signs beside the new one. */
export const rotateWebhookSchema = z.strictObject({
  overlap: z.enum(['0', '1h', '24h', '7d']).default('24h'),
});

/** Answer of a rotation. */
export const rotatedSecretSchema = z.object({ secret: z.string() });

/** Body of `POST /api/v1/webhooks/{id}/test`. */
export const testWebhookSchema = z.strictObject({
  type: webhookEventSchema.default('mention.approved'),
});

/** Body of `POST /api/v1/webhooks/{id}/redeliver-failed`. */
export const redeliverFailedSchema = z.strictObject({ since: timeSchema.optional() });

/** One attempt to deliver: what came back, and how long it took. */
export const deliveryAttemptSchema = z.object({
  at: timeSchema,
  httpStatus: z.number().int().nullable(),
  error: z.string().nullable(),
  address: z.string().nullable(),
  durationMs: z.number().int(),
  responseBody: z.string().describe('the first 16 kB'),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttemptSchema>;

/** One message for one endpoint, with every attempt so far. `id` is the `webhook-id` header. */
export const deliverySchema = z.object({
  id: idSchema,
  webhookId: idSchema,
  type: webhookEventSchema,
  status: z.enum(['held', 'waiting', 'delivered', 'failed', 'cancelled']),
  trigger: z.enum(['event', 'test', 'redelivery']),
  pingId: idSchema.nullable(),
  body: z.string(),
  attempts: z.array(deliveryAttemptSchema),
  nextAttemptAt: timeSchema.nullable(),
  createdAt: timeSchema,
});
export type Delivery = z.infer<typeof deliverySchema>;

/** Query of `GET /api/v1/webhooks/{id}/deliveries`. */
export const deliveryQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  status: deliverySchema.shape.status.optional(),
});

/** The signed body: Standard Webhooks 1.0.0; `sequence` rises per ping, so late events can be told apart. */
export const webhookBodySchema = z.object({
  type: webhookEventSchema,
  timestamp: timeSchema,
  data: z.object({ sequence: z.number().int(), ping: pingSchema }),
});
export type WebhookBody = z.infer<typeof webhookBodySchema>;
