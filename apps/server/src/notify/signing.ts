// Standard Webhooks 1.0.0: secrets, and the headers of one signed attempt.
import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import type { WebhookEntity } from '../database/entities/webhook.entity.js';

/** `whsec_` and 32 random bytes as base64 (24 to 64 are allowed). */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * `webhook-id` is the message's id on every attempt, the timestamp is this attempt's; while a rotated
 * secret overlaps, both signatures are sent, the new one first.
 */
export function signedHeaders(
  webhook: Pick<WebhookEntity, 'secret' | 'previousSecret' | 'previousSecretUntil'>,
  message: { id: string; body: string },
  now: Date,
): Record<string, string> {
  const { secret, previousSecret, previousSecretUntil } = webhook;
  const overlaps = previousSecret && previousSecretUntil && previousSecretUntil > now;
  const secrets = overlaps ? [secret, previousSecret] : [secret];
  return {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets
      .map((key) => new Signer(key).sign(message.id, now, message.body))
      .join(' '),
  };
}
