// The one PostgreSQL of a run: databases for the shapes, the bare route's table, and the count of what was stored.
import pg from 'pg';

export type Stored = { rows: number; lost: number };

/** Answers how many rows a leg left, and how many accepted pings have none. */
export type CountStored = (accepted: readonly string[]) => Promise<Stored>;

export class Database {
  private constructor(
    readonly url: string,
    private readonly client: pg.Client,
  ) {}

  static async open(url: string): Promise<Database> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS bench;
      CREATE TABLE IF NOT EXISTS bench.bench_bare (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        url text NOT NULL,
        title text NOT NULL,
        excerpt text NOT NULL,
        blog_name text NOT NULL,
        received_at timestamptz NOT NULL
      )`);
    return new Database(url, client);
  }

  /** An empty database of its own on the same server: shapes do not see each other's jobs. */
  async make(name: string): Promise<string> {
    await this.client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Before each leg, so that none pays for the writes of the one before. */
  async settle(): Promise<void> {
    await this.client.query('CHECKPOINT');
  }

  countBare(base: string): CountStored {
    return (accepted) =>
      count(this.client, accepted, {
        from: `SELECT url FROM bench.bench_bare WHERE starts_with(url, $2)`,
        parameter: `${base}/`,
      });
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Counts the pings of one target, in the database of its shape. */
export function countPings(databaseUrl: string, targetId: string): CountStored {
  return async (accepted) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const from = 'SELECT source AS url FROM pings WHERE target_id = $2';
      return await count(client, accepted, { from, parameter: targetId });
    } finally {
      await client.end();
    }
  };
}

async function count(
  client: pg.Client,
  accepted: readonly string[],
  { from, parameter }: { from: string; parameter: string },
): Promise<Stored> {
  const { rows } = await client.query<Stored>(
    `WITH stored AS MATERIALIZED (${from})
     SELECT (SELECT count(*) FROM stored)::int AS rows,
       (SELECT count(*) FROM unnest($1::text[]) AS accepted (url)
        WHERE url NOT IN (SELECT url FROM stored))::int AS lost`,
    [accepted, parameter],
  );
  const [row] = rows;
  if (!row) throw new Error('the count answered nothing');
  return row;
}
