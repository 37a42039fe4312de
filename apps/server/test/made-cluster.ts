// A database cluster that is made and migrated once, and copied for each spec file.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { migrate } from '../src/database/data-source.js';
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';

const root = resolve(import.meta.dirname, '../../..');
const database = join(root, 'apps/server/src/database');
const migrations = join(database, 'migrations');
const cache = join(root, 'node_modules/.cache/trackwarden');
const run = promisify(execFile);

/** Fills a data directory that is still empty; its cluster starts as one that was migrated before. */
export async function copyMadeCluster(dataDir: string): Promise<void> {
  const made = join(cache, `cluster-${fingerprint()}`);
  if (!existsSync(made)) await make(made);
  // with owners: as root the files are another account's
  await run('cp', ['-a', `${made}/.`, dataDir]);
}

/** Another migration, another PostgreSQL or other settings make another cluster. */
function fingerprint(): string {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(join(database, 'embedded/cluster.ts')));
  for (const file of readdirSync(migrations).sort()) {
    hash.update(file).update(readFileSync(join(migrations, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function make(made: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trackwarden-cluster-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await migrate(postgres.url);
  await postgres.stop();
  // a test's data need not outlive a loss of power
  appendFileSync(
    join(dataDir, 'postgres/postgresql.conf'),
    'fsync = off\nfull_page_writes = off\n',
  );
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  await run('cp', ['-a', `${dataDir}/.`, draft]);
  rmSync(dataDir, { recursive: true, force: true });
  try {
    renameSync(draft, made);
  } catch {
    // another worker was faster
    rmSync(draft, { recursive: true, force: true });
  }
}
