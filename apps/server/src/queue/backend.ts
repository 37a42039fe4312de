// Chooses what BullMQ runs on: Redis when there is one, PostgreSQL otherwise.
import {
  createPostgresBackend,
  runMigrations,
  setDefaultBackendFactory,
  type BackendFactory,
} from 'bullmq';
import type { QueueOptions } from 'bullmq';
import pg from 'pg';
import { SharedPool } from './shared-pool.js';

/** The schema of BullMQ's own tables. */
const SCHEMA = 'bullmq';

export type QueueServer = { redisUrl: string | null; databaseUrl: string };

/** Makes BullMQ of this process use the given server, and brings its tables up to date. */
export async function useQueueServer({ redisUrl, databaseUrl }: QueueServer): Promise<void> {
  if (redisUrl) {
    setDefaultBackendFactory();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
  setDefaultBackendFactory(onSharedPool);
}

/** Options that queues and workers share; on PostgreSQL they share its `connections` as well. */
export function queueOptions({
  redisUrl,
  databaseUrl,
  connections,
}: QueueServer & { connections: number }): QueueOptions {
  if (redisUrl) return { connection: { url: redisUrl }, prefix: '{trackwarden}' };
  // BullMQ's types know Redis connections only
  const connection = { pool: new SharedPool({ databaseUrl, schema: SCHEMA, connections }) };
  return { connection };
}

const onSharedPool: BackendFactory = (name, options, factoryOptions) => {
  const { pool } = options.connection as unknown as { pool: SharedPool };
  const backend = createPostgresBackend(name, { ...options, connection: pool }, factoryOptions);
  const close = backend.close.bind(backend);
  let closing: Promise<void> | null = null;
  pool.join();
  // a pool that is handed in is its owner's to end
  backend.close = (force) => (closing ??= close(force).then(() => pool.leave()));
  return backend;
};
