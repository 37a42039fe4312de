// A PostgreSQL for one spec file, migrated and empty, and the Redis database that goes with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { copyMadeCluster } from './made-cluster.js';
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { useQueueServer } from '../src/queue/backend.js';

export type StartedDatabase = {
  url: string;
  redisUrl: string | null;
  query: <T>(sql: string, values?: unknown[]) => Promise<T[]>;
  stop: () => Promise<void>;
};

export async function startTestDatabase(): Promise<StartedDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trackwarden-test-'));
  await copyMadeCluster(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const redisUrl = await emptyRedis();
  await useQueueServer({ redisUrl, databaseUrl: postgres.url });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  // a connection that PostgreSQL ends at its stop before the pool has
  pool.on('error', () => undefined);
  return {
    url: postgres.url,
    redisUrl,
    query: async <T>(sql: string, values: unknown[] = []) =>
      (await pool.query(sql, values)).rows as T[],
    stop: async () => {
      await pool.end();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** With TRACKWARDEN_TEST_REDIS_URL the same tests run on Redis; each Jest worker has a database of its own. */
async function emptyRedis(): Promise<string | null> {
  const given = process.env['TRACKWARDEN_TEST_REDIS_URL'];
  if (!given) return null;
  const url = new URL(given);
  url.pathname = `/${Number(process.env['JEST_WORKER_ID'] ?? 1) % 16}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  redis.disconnect();
  return url.href;
}
