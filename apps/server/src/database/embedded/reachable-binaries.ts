// A copy of PostgreSQL's programs for when npm put them in a folder that PostgreSQL's account cannot enter.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { program, type NativeFolder } from './binaries.js';
import { run, type Account } from './run.js';
import { StartError, systemCode } from './start-error.js';

/** Programs that the account can run; `dispose` removes a copy that was made for this start only. */
export type Binaries = { native: NativeFolder; dispose: () => void };

/** Kept between starts, for it takes 60 MB. */
export const CACHE_FOLDER = '/var/cache/trackwarden';

const keep = (): void => undefined;

/** The folder itself when the account can run it, else a copy where it can. */
export async function reachableBinaries(
  native: NativeFolder,
  account: Account | undefined,
  cacheFolder = CACHE_FOLDER,
): Promise<Binaries> {
  const failure = await whyNotRunning(native, account);
  if (failure === undefined) return { native, dispose: keep };
  if (account === undefined || (await whyNotRunning(native, undefined)) !== undefined) {
    throw cannotRun(native, failure);
  }
  const copy = copyOf(native, cacheFolder);
  const copyFailure = await whyNotRunning(copy.native, account);
  if (copyFailure === undefined) return copy;
  copy.dispose();
  throw cannotRun(copy.native, copyFailure);
}

function copyOf(native: NativeFolder, cacheFolder: string): Binaries {
  const cached = join(cacheFolder, `postgres-${native.version}-${basename(dirname(native.dir))}`);
  try {
    // A strict umask would leave the new folder as closed as the one that we come from.
    if (mkdirSync(cacheFolder, { recursive: true }) !== undefined) chmodSync(cacheFolder, 0o755);
    refuseIfNotRoots(cacheFolder);
    if (!existsSync(cached)) copyAtOnce(native.dir, cached);
    refuseTreeIfNotRoots(cached);
    return { native: { ...native, dir: cached }, dispose: keep };
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return copyForThisStart(native);
  }
}

function copyForThisStart(native: NativeFolder): Binaries {
  const dir = mkdtempSync(join(tmpdir(), 'trackwarden-postgres-'));
  const dispose = (): void => rmSync(dir, { recursive: true, force: true });
  try {
    chmodSync(dir, 0o755);
    copyTree(native.dir, join(dir, 'native'));
  } catch (error) {
    dispose();
    throw error;
  }
  return { native: { ...native, dir: join(dir, 'native') }, dispose };
}

/** A copy that was interrupted must never be taken for a whole one. */
function copyAtOnce(from: string, to: string): void {
  const draft = mkdtempSync(`${to}.new-`);
  try {
    copyTree(from, join(draft, 'native'));
    renameSync(join(draft, 'native'), to);
  } catch (error) {
    // Another start on this machine was first: its copy is as good.
    const code = systemCode(error);
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Rights are set anew, so that nobody but root can change a program which is going to run. */
function copyTree(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      copyFileSync(source, target);
      chmodSync(target, (lstatSync(source).mode & 0o111) === 0 ? 0o644 : 0o755);
    }
  }
}

function refuseTreeIfNotRoots(dir: string): void {
  refuseIfNotRoots(dir);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) refuseTreeIfNotRoots(join(dir, entry.name));
    else if (!entry.isSymbolicLink()) refuseIfNotRoots(join(dir, entry.name));
  }
}

function refuseIfNotRoots(path: string): void {
  const stat = lstatSync(path);
  if (stat.uid === 0 && !stat.isSymbolicLink() && (stat.mode & 0o022) === 0) return;
  throw new StartError(
    `${path} can be changed by users other than root, so the programs in it are not run: remove it`,
  );
}

async function whyNotRunning(
  native: NativeFolder,
  account: Account | undefined,
): Promise<string | undefined> {
  const trial = await run(program(native, 'postgres'), ['--version'], { account });
  return trial.code === 0 ? undefined : trial.stderr;
}

function cannotRun(native: NativeFolder, failure: string): StartError {
  const file = program(native, 'postgres');
  return new StartError(
    `${file} does not run on this machine (${failure.trim()}): set DATABASE_URL to a PostgreSQL 14 or newer`,
  );
}
