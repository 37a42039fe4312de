// The embedded PostgreSQL when signals hit the process that started it, as kill -9 and Ctrl-C do.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { markOf } from './processes.js';

/** Windows has neither of these signals. */
const withSignals = process.platform === 'win32' ? it.skip : it;

/** Says where its server is; at SIGINT asks it a last question, as a program does that still has work. */
const STARTER = `
  import pg from 'pg';
  import { startEmbeddedPostgres } from './embedded-postgres.js';
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2], log() {} });
  process.once('SIGINT', async () => {
    const client = new pg.Client(postgres.url);
    await client.connect();
    const { rows } = await client.query("SELECT 'still there' AS answer");
    await client.end();
    await postgres.stop();
    process.stdout.write(rows[0].answer + '\\n');
    process.exit(0);
  });
  process.stdout.write(JSON.stringify({ url: postgres.url, pid: postgres.pid }) + '\\n');
`;

jest.setTimeout(60_000);

describe('the embedded PostgreSQL of a process', () => {
  const sources = dirname(fileURLToPath(import.meta.url));
  let compiled: string;
  let dataDir: string;

  beforeAll(() => {
    // Inside the package, so that its dependencies are found from there.
    const cache = join(sources, '../../../node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    compiled = mkdtempSync(join(cache, 'embedded-postgres-'));
    dataDir = mkdtempSync(join(tmpdir(), 'trackwarden-data-'));
    for (const name of readdirSync(sources)) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { code } = transformFileSync(join(sources, name), {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      });
      writeFileSync(join(compiled, name.replace(/\.ts$/, '.js')), code);
    }
    writeFileSync(join(compiled, 'package.json'), '{"type":"module"}');
    writeFileSync(join(compiled, 'starter.js'), STARTER);
  });

  afterAll(() => {
    for (const folder of [compiled, dataDir]) rmSync(folder, { recursive: true, force: true });
  });

  async function startElsewhere(): Promise<{
    starter: ChildProcess;
    lines: AsyncIterator<string>;
    url: string;
    pid: number;
  }> {
    const starter = spawn(process.execPath, [join(compiled, 'starter.js'), dataDir], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: starter.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    const { url, pid } = JSON.parse(String(first.value ?? '{}')) as { url: string; pid: number };
    return { starter, lines, url, pid };
  }

  withSignals('is stopped by the next start when kill -9 left it behind', async () => {
    const { starter, url, pid } = await startElsewhere();
    const client = new pg.Client(url);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE kept AS SELECT 42 AS value');

    starter.kill('SIGKILL');
    await once(starter, 'exit');
    expect(markOf(pid)).toBeDefined();

    const lines: string[] = [];
    const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
    try {
      expect(markOf(pid)).toBeUndefined();
      expect(lines[0]).toBe(`stopping PostgreSQL ${pid}, left behind by a process that was killed`);
      expect(lines.join('\n')).toContain('database system was shut down');
      const own = new pg.Client(postgres.url);
      await own.connect();
      expect((await own.query('SELECT value FROM kept')).rows).toEqual([{ value: 42 }]);
      await own.end();
    } finally {
      await postgres.stop();
    }
  });

  withSignals('outlives Ctrl-C until that process has done its last work', async () => {
    const { starter, lines, pid } = await startElsewhere();
    // A terminal sends it to the whole group.
    process.kill(-(starter.pid ?? 0), 'SIGINT');
    const [code] = (await once(starter, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect((await lines.next()).value).toBe('still there');
    expect(markOf(pid)).toBeUndefined();
  });

  withSignals('is refused to others while that process lives', async () => {
    const { starter } = await startElsewhere();
    await expect(startEmbeddedPostgres({ dataDir, log: () => undefined })).rejects.toThrow(
      `is in use by process ${starter.pid ?? 0} `,
    );
    starter.kill('SIGINT');
    await once(starter, 'exit');
  });
});
