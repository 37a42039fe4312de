// How old a page may be to judge a ping by: not older than what asks for it. Pure.
import type { PingEntity } from '../../database/entities/ping.entity.js';

/** Who sends several pings for one page sends them within moments; nobody edits it in between. */
const SENT_TOGETHER_MS = 5_000;

type Asking = Pick<PingEntity, 'receivedAt' | 'checkRequestedAt' | 'verification' | 'lastFailure'>;

/**
 * A first check is content with a page fetched moments before its ping came. A ping that was sent
 * again, and a check that is made again, want a page fetched after that.
 */
export function freshFrom(ping: Asking): Date {
  const askedAt = (ping.checkRequestedAt ?? ping.receivedAt).getTime();
  const lastCheck = Math.max(timeOf(ping.verification?.checkedAt), timeOf(ping.lastFailure?.at));
  const isFirst = ping.checkRequestedAt === null && lastCheck === 0;
  return new Date(isFirst ? askedAt - SENT_TOGETHER_MS : Math.max(askedAt, lastCheck + 1));
}

function timeOf(text: string | null | undefined): number {
  return text ? new Date(text).getTime() : 0;
}
