// Chooses what BullMQ runs on: Redis when there is one, PostgreSQL otherwise.
import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import type { QueueOptions } from 'bullmq';
import pg from 'pg';

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
  setDefaultBackendFactory(createPostgresBackend);
}

/** Options that queues and workers share. */
export function queueOptions({ redisUrl, databaseUrl }: QueueServer): QueueOptions {
  if (redisUrl) return { connection: { url: redisUrl }, prefix: '{trackwarden}' };
  // BullMQ's types know Redis connections only; its PostgreSQL backend takes a pool configuration
  const connection = { connectionString: databaseUrl, schema: SCHEMA, max: 5 } as object;
  return { connection };
}
