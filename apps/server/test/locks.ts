// Rows that a test locks, and the moment at which somebody waits for them.
import { DataSource } from 'typeorm';
import { latch } from './latch.js';
import type { TestServer } from './started-server.js';
import { waitFor } from './wait-for.js';

export type Hold = {
  release: () => Promise<void>;
  /** Until somebody waits for what is held; other locks are waited for too, for moments. */
  isWaitedFor: () => Promise<unknown>;
};

/** Holds what this statement locks until it is released. */
export async function holding(
  { app, query }: TestServer,
  sql: string,
  parameters: unknown[],
): Promise<Hold> {
  const [held, free] = [latch(), latch()];
  let holder = 0;
  const done = app.get(DataSource).transaction(async (manager) => {
    await manager.query(sql, parameters);
    const [own] = await manager.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
    holder = own.pid;
    held.open();
    await free.opened;
  });
  await held.opened;
  return {
    release: async () => {
      free.open();
      await done;
    },
    isWaitedFor: () =>
      waitFor('somebody to wait for what is held', async () => {
        const rows = await query(
          'SELECT FROM pg_stat_activity, unnest(pg_blocking_pids(pid)) AS holder WHERE holder = $1',
          [holder],
        );
        return rows.length > 0;
      }),
  };
}
