// One entry of the outbox as it is now: while it is being sent, the server is asked again and again.
import type { OutboxItem } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { outboxItemQuery } from '../../api/outbox.js';

const busyMs = 1500;
const restingMs = 30_000;
/** What was asked for just now is taken up at once, whatever its links still say. */
const freshMs = 10_000;

/** Something is being sent or is about to be; otherwise only later attempts are left. */
export function isUnderWay({ status, links, updatedAt }: OutboxItem, nowMs: number): boolean {
  if (status !== 'sending') return false;
  const waiting = links.filter((link) => link.status === 'waiting');
  const soon = nowMs + restingMs;
  return (
    waiting.length === 0 ||
    Date.parse(updatedAt) > nowMs - freshMs ||
    waiting.some(({ nextAttemptAt }) => nextAttemptAt === null || Date.parse(nextAttemptAt) < soon)
  );
}

const pollMs = (item: OutboxItem): number => (isUnderWay(item, Date.now()) ? busyMs : restingMs);

export function useItem(listed: OutboxItem): OutboxItem {
  const { data } = useQuery({
    ...outboxItemQuery(listed.id),
    enabled: listed.status === 'sending',
    refetchInterval: ({ state }) =>
      state.data?.status === 'sending' ? pollMs(state.data) : state.data === undefined && busyMs,
  });
  return data !== undefined && data.updatedAt >= listed.updatedAt ? data : listed;
}
