// The connection to PostgreSQL: options, migrations behind an advisory lock, readable failures.
import { DataSource, type DataSourceOptions } from 'typeorm';
import { StartError } from './embedded/start-error.js';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

/** Spells TRKW; one process migrates, the others wait. */
const MIGRATION_LOCK = 0x54524b57;

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

export function dataSourceOptions(url: string): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    migrationsTransactionMode: 'each',
    poolSize: 20,
    extra: { application_name: 'trackwarden', keepAlive: true },
  };
}

/** Connects once and brings the schema up to date. Throws {@link StartError} with one readable line. */
export async function migrate(url: string): Promise<void> {
  const dataSource = new DataSource({ ...dataSourceOptions(url), poolSize: 2 });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new StartError(`DATABASE_URL: cannot connect to PostgreSQL: ${reasonOf(error)}`);
  }
  try {
    await refuseOldServer(dataSource);
    const lock = dataSource.createQueryRunner();
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await dataSource.runMigrations();
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

async function refuseOldServer(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ server_version_num: string }[]>('SHOW server_version_num');
  const major = Math.floor(Number(row?.server_version_num) / 10_000);
  if (major < 14)
    throw new StartError(`DATABASE_URL: PostgreSQL 14 or newer is needed, this is ${major}`);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.split('\n')[0] ?? text;
}
