// Ends a server that an earlier process left running on the same data when it was killed.
import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cluster } from './cluster.js';
import { markOf, programOf, type ProcessMark } from './processes.js';
import { run } from './run.js';
import { StartError } from './start-error.js';
import { stopPostgres } from './stop-postgres.js';

/** PostgreSQL's own note about who serves a data directory. */
export type PostmasterFile = { pid: number; dataDir: string; isReady: boolean };

/** Reads `postmaster.pid`; undefined when there is none or it is only half written. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
    return { pid, dataDir: lines[1] ?? '', isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Call only with the instance lock held: a server on this data has then lost the process that
 * started it. Leaves the directory free for a new server.
 */
export async function stopOrphan(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const file = readPostmasterFile(cluster.dir);
  if (file === undefined) return;
  const mark = markOf(file.pid);
  if (mark === undefined) {
    // PostgreSQL itself finds that the pid is dead, and looks for what else may be left of that server.
    if (isUnreaped(file.pid)) noteParent(cluster.dir, file.pid);
    return;
  }
  if (!(await serves(mark, file, cluster))) {
    // The pid was given to a stranger, which PostgreSQL would take for a server and refuse to start.
    rmSync(join(cluster.dir, 'postmaster.pid'), { force: true });
    return;
  }
  log(`stopping PostgreSQL ${file.pid}, left behind by a process that was killed`);
  const isGone = await stopPostgres(mark, { fastMs: 10_000 });
  if (isGone) return;
  throw new StartError(
    `PostgreSQL ${file.pid}, left behind on ${cluster.dir}, does not stop: end process ${file.pid} first`,
  );
}

/** Whether a process that has ended still holds its pid: who inherited it may be slow to reap it. */
function isUnreaped(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * PostgreSQL takes a pid that was not reaped yet for a server that lives. Our own it passes over,
 * as that of its parent, and goes on to the note's other lines. Overwritten in place: an empty
 * note would stop every start.
 */
function noteParent(clusterDir: string, deadPid: number): void {
  const note = join(clusterDir, 'postmaster.pid');
  const changed = readFileSync(note, 'utf8').replace(`${deadPid}\n`, `${process.pid}\n`);
  const opened = openSync(note, 'r+');
  try {
    ftruncateSync(opened, writeSync(opened, changed, 0));
  } finally {
    closeSync(opened);
  }
}

async function serves(
  mark: ProcessMark,
  file: PostmasterFile,
  { dir, account }: Cluster,
): Promise<boolean> {
  if (programOf(mark.pid) !== 'postgres') return false;
  if (process.platform !== 'linux') return resolve(file.dataDir) === dir;
  // A server works in its data directory, whatever name it was given for it. Asked as its own
  // account, because the root of a container may not look into the processes of others.
  const its = await run('stat', ['-Lc', '%d:%i', `/proc/${mark.pid}/cwd`], { account });
  const ours = statSync(dir);
  return its.stdout.trim() === `${ours.dev}:${ours.ino}`;
}
