// The embedded PostgreSQL as it is really started, refused, stopped and started again.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { waitFor } from '../../../test/wait-for.js';
import { startEmbeddedPostgres, StartError, type EmbeddedPostgres } from './embedded-postgres.js';
import { markOf, programOf } from './processes.js';
import { spawnOptions } from './run.js';
import { databaseAccount } from './unprivileged-user.js';

/** Skipped for ordinary users: nothing is out of reach for an account that is one's own. */
const asRoot = process.getuid?.() === 0 ? it : it.skip;

jest.setTimeout(60_000);

describe('the embedded PostgreSQL', () => {
  const running: EmbeddedPostgres[] = [];
  const folders: string[] = [];
  /** Shared, because making a cluster is what takes time; every test leaves it stopped. */
  let dataDir: string;

  beforeAll(() => {
    dataDir = newFolder();
  });

  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
  });

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'trackwarden-data-'));
    folders.push(folder);
    return folder;
  }

  async function start(
    dir = dataDir,
    onExit: (reason: string) => void = () => undefined,
  ): Promise<EmbeddedPostgres> {
    const log = (): void => undefined;
    const postgres = await startEmbeddedPostgres({ dataDir: dir, log, onExit });
    running.push(postgres);
    return postgres;
  }

  async function value(postgres: { url: string }, sql: string): Promise<unknown> {
    const client = new pg.Client(postgres.url);
    try {
      await client.connect();
      return (await client.query<{ value: unknown }>(sql)).rows[0]?.value;
    } finally {
      await client.end();
    }
  }

  async function failure(dir: string): Promise<string> {
    const error: unknown = await start(dir).catch((reason: unknown) => reason);
    if (!(error instanceof StartError)) throw error;
    expect(error.message).not.toContain('\n');
    return error.message;
  }

  it('keeps its rows over a stop and a start', async () => {
    const first = await start();
    await value(first, `CREATE TABLE kept AS SELECT 'É' AS value`);
    await first.stop();
    expect(markOf(first.pid)).toBeUndefined();

    expect(await value(await start(), 'SELECT lower(value) AS value FROM kept')).toBe('é');
  });

  it('listens on loopback only, and opens with its own password only', async () => {
    const postgres = await start();
    const setting = (name: string): Promise<unknown> =>
      value(postgres, `SELECT current_setting('${name}') AS value`);
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    expect(await setting('unix_socket_directories')).toBe('');
    expect(await setting('fsync')).toBe('on');
    expect(await setting('server_encoding')).toBe('UTF8');

    const url = new URL(postgres.url);
    url.password = 'wrong';
    await expect(value({ url: url.href }, 'SELECT 1')).rejects.toThrow(/authentication failed/);
  });

  const withModes = process.platform === 'win32' ? it.skip : it;

  withModes('shows its password and its files to nobody else', async () => {
    await start();
    const mode = (name: string): number => statSync(join(dataDir, name)).mode & 0o777;
    expect(mode('postgres-password')).toBe(0o600);
    expect(mode('postgres')).toBe(0o700);
  });

  it('refuses a second start on the same data and leaves the first one alone', async () => {
    const first = await start();
    expect(await failure(dataDir)).toMatch(
      new RegExp(`^${dataDir} is in use by process ${process.pid} \\(started \\d\\d:\\d\\d\\): `),
    );
    expect(await value(first, 'SELECT 1 AS value')).toBe(1);
  });

  it('lets exactly one of two starts of the same moment have the data', async () => {
    const results = await Promise.allSettled([start(), start()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('runs again at once after it was stopped twice', async () => {
    const first = await start();
    await Promise.all([first.stop(), first.stop()]);
    await expect(start()).resolves.toMatchObject({ pid: expect.any(Number) });
  });

  it('says when the server ended by itself, and starts on what it left', async () => {
    let postgres: EmbeddedPostgres | undefined;
    const reason = await new Promise<string>((resolve, reject) => {
      start(dataDir, resolve).then((started) => {
        postgres = started;
        process.kill(started.pid, 'SIGKILL');
      }, reject);
    });
    await postgres?.stop();
    expect(reason).toMatch(/^PostgreSQL ended with SIGKILL/);
    expect(await value(await start(), 'SELECT 1 AS value')).toBe(1);
  });

  it('is silent about an end that was asked for', async () => {
    const reasons: string[] = [];
    const postgres = await start(dataDir, (reason) => reasons.push(reason));
    await postgres.stop();
    expect(reasons).toEqual([]);
  });

  it('starts although its note names a process that is a stranger', async () => {
    await (await start()).stop();
    const note = [process.pid, dataDir, 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n');
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), note);
    expect(await value(await start(), 'SELECT 1 AS value')).toBe(1);
  });

  withModes('starts although its killed server was not reaped yet', async () => {
    await (await start()).stop();
    const account = await databaseAccount(join(dataDir, 'postgres'));
    // The shell's place is taken by a program that never asks after the child.
    const parent = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      ...spawnOptions(account),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      // The shell itself would still reap the child.
      await waitFor('the shell to be replaced', () => programOf(parent.pid ?? 0) === 'sleep');
      process.kill(pid, 'SIGKILL');
      await waitFor('the end of the child', () => markOf(pid) === undefined);
      expect(() => process.kill(pid, 0)).not.toThrow();
      const note = [pid, dataDir, 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n');
      writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), note);
      expect(await value(await start(), 'SELECT 1 AS value')).toBe(1);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  asRoot('runs below a folder that only root can enter, after a killed first start', async () => {
    const closed = newFolder();
    chmodSync(closed, 0o700);
    const deep = join(closed, 'clone', 'data');
    const halfMade = join(deep, 'postgres.new-1a2b3c');
    mkdirSync(join(halfMade, 'cluster', 'base'), { recursive: true });

    const first = await start(deep);
    await value(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    process.kill(first.pid, 'SIGKILL');
    await first.stop();

    expect(existsSync(halfMade)).toBe(false);
    expect(statSync(join(deep, 'postgres')).uid).not.toBe(0);
    expect(await value(await start(deep), 'SELECT value FROM kept')).toBe(7);
  });

  describe('that cannot start', () => {
    it('says so when there are other files where its data would be', async () => {
      const dir = newFolder();
      mkdirSync(join(dir, 'postgres'));
      writeFileSync(join(dir, 'postgres', 'letter.txt'), 'dear');
      expect(await failure(dir)).toContain('holds files that are no PostgreSQL data');
      // Not refused as in use, and nothing removed.
      expect(await failure(dir)).toContain('holds files that are no PostgreSQL data');
      expect(readdirSync(join(dir, 'postgres'))).toEqual(['letter.txt']);
    });

    it('says so when the data is of another version', async () => {
      const dir = newFolder();
      mkdirSync(join(dir, 'postgres'));
      writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '17\n');
      writeFileSync(join(dir, 'postgres-password'), 'secret\n');
      expect(await failure(dir)).toContain('was made by PostgreSQL 17');
    });

    it('says so when the password of existing data is missing', async () => {
      const dir = newFolder();
      mkdirSync(join(dir, 'postgres'));
      writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '18\n');
      expect(await failure(dir)).toContain('is missing or empty: put it back');
    });

    it('says so when the data directory is a file', async () => {
      const file = join(newFolder(), 'data');
      writeFileSync(file, '');
      expect(await failure(file)).toBe(`Cannot use ${file}: a file of that name is in the way`);
    });

    it('gives the reason of PostgreSQL, and the data back', async () => {
      await (await start()).stop();
      const overrides = join(dataDir, 'postgres', 'postgresql.auto.conf');
      writeFileSync(overrides, "work_mem = 'banana'\n");
      expect(await failure(dataDir)).toMatch(/^PostgreSQL did not start: .*work_mem.*banana/);
      writeFileSync(overrides, '');
      expect(await value(await start(), 'SELECT 1 AS value')).toBe(1);
    });
  });
});
