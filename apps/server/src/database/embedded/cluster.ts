// Makes the database cluster once, whole or not at all, and the password that opens it.
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { program, type NativeFolder } from './binaries.js';
import { whatWentWrong } from './fault.js';
import { viewFolder } from './folder-view.js';
import { run, type Account } from './run.js';
import { StartError } from './start-error.js';

/** Where the cluster lies and what belongs to it. */
export type Cluster = { dir: string; passwordFile: string; account: Account | undefined };

export const DATABASE_USER = 'trackwarden';

/** The owner's to change later in postgresql.conf; what must hold is on the server's command line. */
const settings = [
  'shared_buffers=128MB',
  // room beside the process for commands, backups and whoever looks; 100 of them may be its queues'
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  // A start after a crash must not wait for a whole gigabyte of WAL on a small machine.
  'max_wal_size=512MB',
];

// The initdb of a start that was killed may still be writing there for a moment.
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

/** The cluster's password, made before the cluster so that no cluster is ever without one. */
export function readOrMakePassword(cluster: Cluster): string {
  const { passwordFile } = cluster;
  if (existsSync(passwordFile)) {
    const password = readFileSync(passwordFile, 'utf8').trim();
    if (password !== '') return password;
  }
  if (isMade(cluster.dir)) {
    throw new StartError(
      `${passwordFile}, which opens the database in ${cluster.dir}, is missing or empty: put it back`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  const draft = `${passwordFile}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, passwordFile);
  return password;
}

/** Runs initdb where there is no cluster yet; an existing one is only checked. */
export async function ensureCluster(
  cluster: Cluster,
  native: NativeFolder,
  password: string,
): Promise<void> {
  removeDrafts(cluster.dir);
  if (isMade(cluster.dir)) return checkCluster(cluster, native);
  if (existsSync(cluster.dir)) removeIfEmpty(cluster.dir);
  const draft = mkdtempSync(`${cluster.dir}.new-`);
  try {
    await initialize(draft, native, password, cluster.account);
    renameSync(join(draft, 'cluster'), cluster.dir);
  } finally {
    rmSync(draft, removal);
  }
}

async function initialize(
  draft: string,
  native: NativeFolder,
  password: string,
  account: Account | undefined,
): Promise<void> {
  mkdirSync(join(draft, 'cluster'), { mode: 0o700 });
  writeFileSync(join(draft, 'password'), `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    for (const name of ['cluster', 'password', '.']) {
      chownSync(join(draft, name), account.uid, account.gid);
    }
  }
  const view = await viewFolder(draft, account);
  const args = [
    `--pgdata=${view.path}/cluster`,
    `--pwfile=${view.path}/password`,
    `--username=${DATABASE_USER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // Letters beyond ASCII known, the same order on every system and after every upgrade of it.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // pg_trgm still asks the system what a letter is.
    `--lc-ctype=${(await hasUtf8Locale()) ? 'C.UTF-8' : 'C'}`,
    '--no-instructions',
    ...settings.flatMap((setting) => ['--set', setting]),
  ];
  const made = await run(program(native, 'initdb'), args, {
    account,
    inherited: view.inherited,
  }).finally(() => view.close());
  if (made.code === 0) return;
  throw new StartError(
    `PostgreSQL could not make its data in ${dirname(draft)}: ${whatWentWrong(made.stderr.replaceAll(view.path, draft))}`,
  );
}

async function hasUtf8Locale(): Promise<boolean> {
  const { stdout } = await run('locale', ['-a']);
  return stdout.split('\n').some((name) => /^C\.utf-?8$/i.test(name.trim()));
}

async function checkCluster({ dir, account }: Cluster, native: NativeFolder): Promise<void> {
  const made = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  const major = native.version.split('.')[0];
  if (made !== major) {
    throw new StartError(
      `${dir} was made by PostgreSQL ${made} and this is PostgreSQL ${major}: dump it with the old version and load it into a new data directory`,
    );
  }
  const { uid } = statSync(dir);
  if (account !== undefined && uid !== account.uid) await giveTo(account, dir);
  if (account === undefined && process.getuid !== undefined && uid !== process.getuid()) {
    throw new StartError(
      `${dir} belongs to another user (uid ${uid}): start as that user or as root, or set TRACKWARDEN_DATA_DIR`,
    );
  }
}

/** A copy or a restore made by root leaves root as the owner. */
async function giveTo(account: Account, dir: string): Promise<void> {
  const given = await run('chown', ['-Rh', `${account.uid}:${account.gid}`, dir]);
  if (given.code !== 0)
    throw new StartError(`Cannot give ${dir} to ${account.name}: ${given.stderr}`);
}

/** PG_VERSION is there only in a whole cluster, because clusters appear by rename. */
function isMade(dir: string): boolean {
  return existsSync(join(dir, 'PG_VERSION'));
}

function removeIfEmpty(dir: string): void {
  if (readdirSync(dir).length > 0) {
    throw new StartError(
      `${dir} holds files that are no PostgreSQL data: move them away or set TRACKWARDEN_DATA_DIR`,
    );
  }
  rmdirSync(dir);
}

/** What a start left that was killed in initdb. */
function removeDrafts(dir: string): void {
  for (const name of readdirSync(dirname(dir))) {
    if (!name.startsWith(`${basename(dir)}.new-`)) continue;
    rmSync(join(dirname(dir), name), removal);
  }
}
