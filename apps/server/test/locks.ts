// Rows that a test locks, and the moment at which somebody waits for a lock.
import { DataSource } from 'typeorm';
import { latch } from './latch.js';
import type { TestServer } from './started-server.js';
import { waitFor } from './wait-for.js';

/** Holds what this statement locks until the answered function is called. */
export async function holding(
  { app }: TestServer,
  sql: string,
  parameters: unknown[],
): Promise<() => Promise<void>> {
  const [held, free] = [latch(), latch()];
  const done = app.get(DataSource).transaction(async (manager) => {
    await manager.query(sql, parameters);
    held.open();
    await free.opened;
  });
  await held.opened;
  return async () => {
    free.open();
    await done;
  };
}

export const somebodyWaits = ({ query }: TestServer) =>
  waitFor('somebody to wait for a lock', async () => {
    const [row] = await query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock'
         AND datname = current_database()`,
    );
    return (row?.waiting ?? 0) > 0;
  });
