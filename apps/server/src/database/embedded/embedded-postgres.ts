// PostgreSQL without installing any: started from npm's binaries on a data directory that is ours alone.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DATABASE_NAME, ensureDatabase } from './application-database.js';
import { findNativeFolder, repairNativeFolder } from './binaries.js';
import { DATABASE_USER, ensureCluster, readOrMakePassword, type Cluster } from './cluster.js';
import { acquireInstanceLock } from './instance-lock.js';
import { stopOrphan } from './orphan.js';
import { reachableBinaries } from './reachable-binaries.js';
import { startServer, type ServerProcess } from './server-process.js';
import { step } from './start-error.js';
import { databaseAccount } from './unprivileged-user.js';

export { StartError } from './start-error.js';

export type EmbeddedPostgresOptions = {
  /** Made if missing. Holds `postgres/`, `postgres-password` and `lock/`. */
  dataDir: string;
  /** Called with each line that PostgreSQL logs. */
  log: (line: string) => void;
  /** Called once when the server ends without `stop()` having been called, with the reason in one line. */
  onExit?: (reason: string) => void;
};

export type EmbeddedPostgres = {
  /** With the password: never to be logged. */
  url: string;
  pid: number;
  /** Ends the server (within 8 s, then firmly) and lets others have the data directory. Safe to call twice. */
  stop(): Promise<void>;
};

/** Undone in the opposite order when the start fails and at the end. */
type Cleanup = () => void | Promise<void>;

/**
 * Starts the server on `<dataDir>/postgres`, on a free port of loopback, and makes the database.
 * Works as root, also below folders that only root can enter, and as an ordinary user. Everything
 * that the machine's owner has to mend is thrown as a StartError, whose message is one line.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cleanups: Cleanup[] = [];
  try {
    const { server, url } = await start(options, cleanups);
    let isStopping = false;
    void server.ended.then((lastWords) => {
      if (isStopping) return;
      options.onExit?.(`PostgreSQL ${lastWords.split('\n').slice(-4).reverse().join(' | ')}`);
    });
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      isStopping = true;
      return (stopped ??= undo(cleanups));
    };
    return { url, pid: server.pid, stop };
  } catch (error) {
    await undo(cleanups);
    throw error;
  }
}

async function start(
  { dataDir: given, log }: EmbeddedPostgresOptions,
  cleanups: Cleanup[],
): Promise<{ server: ServerProcess; url: string }> {
  const dataDir = resolve(given);
  const dir = join(dataDir, 'postgres');
  const native = findNativeFolder();
  repairNativeFolder(native);

  const lock = await step(`use ${dataDir}`, () => {
    mkdirSync(dataDir, { recursive: true });
    return acquireInstanceLock(dataDir);
  });
  cleanups.push(() => lock.release());

  const account = await step(`read ${dir}`, () => databaseAccount(dir));
  const binaries = await step(`make ${native.dir} reachable for PostgreSQL`, () =>
    reachableBinaries(native, account),
  );
  cleanups.push(() => binaries.dispose());

  const cluster: Cluster = { dir, passwordFile: join(dataDir, 'postgres-password'), account };
  await step(`take over ${dir}`, () => stopOrphan(cluster, log));
  const password = await step(`use ${cluster.passwordFile}`, () => readOrMakePassword(cluster));
  await step(`make ${dir}`, () => ensureCluster(cluster, binaries.native, password));

  const server = await step(`start PostgreSQL on ${dir}`, () =>
    startServer(cluster, binaries.native, log),
  );
  cleanups.push(() => server.stop());
  await ensureDatabase(cluster, server, password);
  const url = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${server.port}/${DATABASE_NAME}`;
  return { server, url };
}

/** Every cleanup runs, even after one that fails: a lock that stays would block the next start. */
async function undo(cleanups: Cleanup[]): Promise<void> {
  let failure: Error | undefined;
  for (const cleanup of cleanups.splice(0).reverse()) {
    try {
      await cleanup();
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  if (failure !== undefined) throw failure;
}
