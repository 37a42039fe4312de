// Outbox rows as the API shows them.
import type { OutboxItem, OutgoingPing } from '@trackwarden/contracts';
import { isBelowOrigin } from '@trackwarden/protocol';
import type { OutboxItemEntity, OutgoingPingEntity } from '../database/entities/outbox.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';

export function outboxItemView(
  item: OutboxItemEntity,
  pings: readonly OutgoingPingEntity[],
  site: Pick<SiteEntity, 'origins'>,
): OutboxItem {
  const { id, siteId, source, title, status, refusal, createdAt, updatedAt } = item;
  return {
    id,
    siteId,
    source,
    title,
    status,
    refusal,
    warnings: warningsOf(source, site),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    links: pings.filter(({ itemId }) => itemId === id).map(outgoingPingView),
  };
}

function outgoingPingView(ping: OutgoingPingEntity): OutgoingPing {
  const { id, target, protocol, endpoint, status, attempts, nextAttemptAt, sentAt } = ping;
  const { httpStatus, answer, statusUrl, error } = ping;
  return {
    id,
    target,
    protocol,
    endpoint,
    status,
    attempts,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
    httpStatus,
    answer,
    statusUrl,
    error,
  };
}

/** What the owner should know before or after sending, though it stops nothing. */
export function warningsOf(source: string, { origins }: Pick<SiteEntity, 'origins'>): string[] {
  if (origins.some((origin) => isBelowOrigin(source, origin))) return [];
  return ['The source is not a page of this site: it lies below none of its origins.'];
}
