// Proves that the started server opens with our password and makes the application's database once.
import pg from 'pg';
import { DATABASE_USER, type Cluster } from './cluster.js';
import { reasonOf, StartError, systemCode } from './start-error.js';

export const DATABASE_NAME = 'trackwarden';

/** Makes the database where there is none; throws a StartError when the password does not fit. */
export async function ensureDatabase(
  cluster: Cluster,
  server: { port: number },
  password: string,
): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: DATABASE_USER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 30_000,
  });
  // A failing query says it too; without a listener this event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } catch (error) {
    throw asStartError(error, cluster);
  } finally {
    await client.end();
  }
}

function asStartError(error: unknown, { dir, passwordFile }: Cluster): StartError {
  if (systemCode(error) === '28P01') {
    return new StartError(
      `The password in ${passwordFile} does not open the database in ${dir}: put back the one that belongs to it`,
    );
  }
  const reason = reasonOf(error);
  return new StartError(`PostgreSQL started but cannot be used: ${reason}`);
}
