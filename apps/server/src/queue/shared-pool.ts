// The few connections that all queues and workers of a process share on PostgreSQL.
import { Logger } from '@nestjs/common';
import { quoteSchemaName, type PgPool, type PgPoolClient } from 'bullmq';
import pg from 'pg';

/** A silent end of a worker's connection is noticed this soon. */
const KEEP_ALIVE_AFTER_MS = 10_000;

export type PoolSetting = { databaseUrl: string; schema: string; connections: number };

/**
 * Speaks as a pool to BullMQ, which runs each command as one statement of `query`: nothing holds a
 * connection of the pool while it waits for another, so one is enough for all of them. `connect`
 * is what a worker listens on for as long as it lives; that is a connection beside the pool.
 */
export class SharedPool implements PgPool {
  /** BullMQ looks here whether the end of a listening connection will be noticed. */
  readonly options = { keepAlive: true };
  private readonly logger = new Logger('queue');
  private readonly config: pg.ClientConfig;
  private readonly connections: number;
  private readonly endings = new Set<Promise<void>>();
  private users = 0;
  private pool: pg.Pool | null = null;

  constructor({ databaseUrl, schema, connections }: PoolSetting) {
    this.connections = connections;
    this.config = {
      connectionString: databaseUrl,
      options: `-c search_path=${quoteSchemaName(schema)}`,
      application_name: 'trackwarden queue',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    };
  }

  /** One more queue or worker lives on the pool. */
  join(): void {
    this.users += 1;
  }

  /** The last one that leaves ends the pool. */
  async leave(): Promise<void> {
    this.users -= 1;
    await Promise.all(this.endings);
    if (this.users > 0) return;
    const ended = this.pool;
    this.pool = null;
    await ended?.end();
  }

  query(text: string, values?: readonly unknown[]): Promise<pg.QueryResult> {
    return this.opened().query(text, values && [...values]);
  }

  async connect(): Promise<PgPoolClient> {
    const client = new pg.Client(this.config);
    await client.connect();
    const listening: unknown = Object.assign(client, { release: () => this.endOf(client) });
    // BullMQ describes it by overloads where pg has one signature
    return listening as PgPoolClient;
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  /** Its errors are logged here, once, and not by each queue. */
  on(): this {
    return this;
  }

  removeAllListeners(): this {
    return this;
  }

  private opened(): pg.Pool {
    if (this.pool) return this.pool;
    this.pool = new pg.Pool({ ...this.config, max: this.connections });
    this.pool.on('error', (error) => this.logger.warn(`a connection ended: ${error.message}`));
    return this.pool;
  }

  private endOf(client: pg.Client): void {
    // BullMQ has stopped listening for errors by now
    client.on('error', () => undefined);
    const ending = client
      .end()
      .catch(() => undefined)
      .finally(() => this.endings.delete(ending));
    this.endings.add(ending);
  }
}
