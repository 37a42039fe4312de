// One process per data directory: a lock that survives nobody, not even kill -9 of its holder.
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isAlive, markOf, type ProcessMark } from './processes.js';
import { StartError, systemCode } from './start-error.js';

export type InstanceLock = { release(): void };

type Holder = ProcessMark & { startedAt: string };

/*
 * The folder `lock` holds numbered files, and the highest number is the truth: whole when it appears
 * (hard link), emptied by its holder at the end. Whoever finds the highest one empty, or its holder
 * dead, links the next number; the file system lets exactly one win. Nothing is ever taken away
 * from a name that somebody else may just have taken, which is where a lock of one file fails when
 * two processes find it stale at once.
 */
const ATTEMPTS = 50;

/** Takes the data directory for this process; throws a StartError in one line when it is in use. */
export function acquireInstanceLock(dataDir: string): InstanceLock {
  const folder = join(dataDir, 'lock');
  mkdirSync(folder, { recursive: true });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const last = highest(folder);
    const holder = holderOf(folder, last);
    if (holder !== undefined && isAlive(holder)) throw inUse(dataDir, holder);
    const mine = last + 1;
    if (!claim(folder, mine)) continue;
    const entries = readdirSync(folder);
    if (highest(folder) === mine) {
      const old = entries.filter((name) => Number(name) !== mine && !(Number(name) > mine));
      for (const name of old) rmSync(join(folder, name), { force: true });
      return { release: () => release(join(folder, String(mine))) };
    }
    // What was read at the top had already been overtaken.
    rmSync(join(folder, String(mine)), { force: true });
  }
  throw new StartError(`${dataDir} is being taken by other processes all the time: start only one`);
}

function claim(folder: string, number: number): boolean {
  const draft = join(folder, `draft-${randomUUID()}`);
  const holder: Holder = {
    ...(markOf(process.pid) ?? { pid: process.pid }),
    startedAt: new Date().toISOString(),
  };
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 });
  try {
    linkSync(draft, join(folder, String(number)));
    return true;
  } catch (error) {
    // EEXIST: another one was first. ENOENT: it also swept our draft away.
    const code = systemCode(error);
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function release(file: string): void {
  try {
    truncateSync(file);
  } catch (error) {
    // The whole data directory is gone, and the lock with it.
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

function highest(folder: string): number {
  const numbers = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  return Math.max(0, ...numbers.map(Number));
}

function holderOf(folder: string, number: number): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(join(folder, String(number)), 'utf8'));
    return isHolder(holder) ? holder : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  return 'pid' in value && Number.isSafeInteger(value.pid) && 'startedAt' in value;
}

function inUse(dataDir: string, holder: Holder): StartError {
  const started = new Date(holder.startedAt);
  const sameDay = started.toDateString() === new Date().toDateString();
  const time = started.toTimeString().slice(0, 5);
  const when = sameDay ? time : `${started.toISOString().slice(0, 10)} ${time}`;
  return new StartError(
    `${dataDir} is in use by process ${holder.pid} (started ${when}): stop it first or set TRACKWARDEN_DATA_DIR`,
  );
}
