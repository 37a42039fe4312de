// One attempt to deliver a message: signed, sent through safe-fetch, logged whatever comes back.
import { Injectable } from '@nestjs/common';
import { SafeFetchError } from '@trackwarden/safe-fetch';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock.js';
import {
  DeliveryAttemptEntity,
  type DeliveryEntity,
  type WebhookEntity,
} from '../database/entities/webhook.entity.js';
import { Outgoing } from '../outgoing.js';
import { retryAfterMs } from '../retry-after.js';
import { signedHeaders } from './signing.js';

const TIMEOUT_MS = 15_000;
const RESPONSE_BYTES = 16_384;

export type AttemptResult = {
  httpStatus: number | null;
  error: string | null;
  /** What `Retry-After` asked for, at most a day. */
  retryAfterMs: number | null;
};

@Injectable()
export class Attempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outgoing: Outgoing,
    private readonly clock: Clock,
  ) {}

  async attempt(webhook: WebhookEntity, delivery: DeliveryEntity): Promise<AttemptResult> {
    const startedAt = this.clock.now();
    const { response, error } = await this.send(webhook, delivery, startedAt);
    await this.dataSource.manager.insert(DeliveryAttemptEntity, {
      id: uuidv7(),
      deliveryId: delivery.id,
      at: startedAt,
      httpStatus: response?.status ?? null,
      error,
      address: response?.address ?? null,
      durationMs: this.clock.now().getTime() - startedAt.getTime(),
      responseBody: response ? textOf(response.body) : '',
    });
    return {
      httpStatus: response?.status ?? null,
      error,
      retryAfterMs: retryAfterMs(response?.headers['retry-after'], this.clock.now()),
    };
  }

  private async send(webhook: WebhookEntity, delivery: DeliveryEntity, now: Date) {
    try {
      const response = await this.outgoing.fetch(webhook.url, {
        method: 'POST',
        headers: signedHeaders(webhook, delivery, now),
        body: delivery.body,
        redirect: 'refuse',
        totalTimeoutMs: TIMEOUT_MS,
        maxBytes: RESPONSE_BYTES,
        tooLarge: 'truncate',
        signal: this.outgoing.signal,
      });
      return { response, error: null };
    } catch (error) {
      // our own shutdown is no attempt of the endpoint
      if (!(error instanceof SafeFetchError) || this.outgoing.signal.aborted) throw error;
      return { response: null, error: `${error.kind}: ${error.message}` };
    }
  }
}

/** Text for the log: PostgreSQL takes no NUL. */
function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body).replaceAll('\0', '');
}
