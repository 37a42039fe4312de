// The ping that the evidence pane shows: the one in the address, else the first row; and the next five at hand.
import type { Ping, PingDetail } from '@trackwarden/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { pingQuery } from '../../api/pings.js';
import { useLiveEvents, useLiveState } from '../../state/live.js';

const ahead = 5;
const pollMs = 5_000;

const isFresher = (detail: Ping | undefined, row: Ping | undefined): boolean =>
  detail !== undefined && row !== undefined && detail.version > row.version;

export function useCurrent(rows: readonly Ping[], chosen: string | undefined) {
  const client = useQueryClient();
  const id = chosen ?? rows[0]?.id;
  const index = rows.findIndex((row) => row.id === id);
  const row = rows[index];
  const isLive = useLiveState() === 'live';
  const detail = useQuery({
    ...pingQuery(id ?? ''),
    enabled: id !== undefined,
    // Without events, what is being checked is asked for until it is not.
    refetchInterval: ({ state }) => (state.data?.status === 'received' && !isLive ? pollMs : false),
  });
  const { refetch } = detail;

  // Rows of the list are refreshed with it; a ping that was opened by its address stands in none.
  useLiveEvents((event) => {
    if (index < 0 && event.id === id && (detail.data?.version ?? 0) < event.version) void refetch();
  });

  useEffect(() => {
    if (index < 0) return;
    for (const next of rows.slice(index + 1, index + 1 + ahead))
      client.query(pingQuery(next.id)).catch(() => undefined);
  }, [client, rows, index]);

  // The row may carry a verdict that the server has not confirmed yet; the evidence does not change by it.
  const ping: Ping | undefined = isFresher(detail.data, row) ? detail.data : (row ?? detail.data);
  const matching: PingDetail | undefined = detail.data;
  return { ping, detail: matching, index, failed: detail.isError, retry: detail.refetch };
}
