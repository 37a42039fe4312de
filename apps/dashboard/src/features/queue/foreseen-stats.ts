// The counts beside the views as they will be once the server has answered.
import type { Ping, Stats, Verdict } from '@trackwarden/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { foreseen } from './memory.js';
import { belongsTo, type View } from './views.js';

/** Lowers the counts at once; the server's own counts follow. */
export function foreseeStats(
  client: QueryClient,
  siteId: string,
  pings: readonly Ping[],
  verdict: Verdict,
) {
  client.setQueryData<Stats>(['stats', siteId], (stats) => {
    if (stats === undefined) return stats;
    const views = { ...stats.views };
    const byStatus = { ...stats.byStatus };
    const add = (view: View, ping: Ping, by: number) => {
      if (!belongsTo(view, ping)) return;
      if (view === 'pending') views.pending += by;
      if (view === 'held') views.held += by;
      if (view === 'first-seen') views.firstSeen += by;
      if (view === 'copies') views.copies += by;
      if (view === 'audit') views.audit += by;
    };
    for (const ping of pings) {
      const after = foreseen(ping, { verdict, version: ping.version });
      for (const view of ['pending', 'held', 'first-seen', 'copies', 'audit'] as const) {
        add(view, ping, -1);
        add(view, after, 1);
      }
      byStatus[ping.status] = (byStatus[ping.status] ?? 1) - 1;
      byStatus[after.status] = (byStatus[after.status] ?? 0) + 1;
    }
    return { ...stats, views, byStatus };
  });
}
