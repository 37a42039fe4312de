// The views of the queue: what each asks the server for, and which pings belong to it.
import type { Ping, PingSort, PingStatus, Stats, Verdict } from '@trackwarden/contracts';
import type { PingListFilter } from '../../api/pings.js';
import { queueViews } from '../../state/search.js';

export const views = queueViews;
export type View = (typeof views)[number];

export const viewFilter: Record<View, Omit<PingListFilter, 'siteId'>> = {
  pending: { status: 'pending', held: false },
  'first-seen': { status: 'pending', held: false, firstSeen: true },
  copies: { status: 'pending', held: false, copies: true },
  held: { status: 'pending', held: true },
  audit: { audit: 'waiting' },
  spam: { status: 'spam' },
  approved: { status: 'approved' },
  all: {},
};

/** The order of a view that nobody has asked for otherwise: what waits for a verdict, by how much it needs one. */
export function usualOrder(view: View): PingSort {
  return view === 'pending' || view === 'first-seen' ? 'uncertainty' : '-receivedAt';
}

/** Whether a ping stands in a view as it is now. */
export function belongsTo(
  view: View,
  ping: Pick<Ping, 'status' | 'held' | 'firstSeen' | 'audit' | 'copyOf'>,
): boolean {
  const filter = viewFilter[view];
  if (filter.status !== undefined && ping.status !== filter.status) return false;
  if (filter.held !== undefined && ping.held !== filter.held) return false;
  if (filter.audit !== undefined && ping.audit !== filter.audit) return false;
  if (filter.copies !== undefined && (ping.copyOf !== null) !== filter.copies) return false;
  return filter.firstSeen === undefined || ping.firstSeen === filter.firstSeen;
}

/** Views that are shown when there is something in them. */
export const occasional: ReadonlySet<View> = new Set(['copies', 'audit']);

export const statusAfter: Record<Verdict, PingStatus> = {
  approve: 'approved',
  spam: 'spam',
  reject: 'rejected',
  hold: 'pending',
};

/** How many pings a view holds, by the server's counts. */
export function countOf(view: View, stats: Stats): number {
  switch (view) {
    case 'pending':
      return stats.views.pending;
    case 'first-seen':
      return stats.views.firstSeen;
    case 'copies':
      return stats.views.copies;
    case 'audit':
      return stats.views.audit;
    case 'held':
      return stats.views.held;
    case 'spam':
    case 'approved':
      return stats.byStatus[view] ?? 0;
    case 'all':
      return Object.values(stats.byStatus).reduce((sum, count) => sum + count, 0);
  }
}
