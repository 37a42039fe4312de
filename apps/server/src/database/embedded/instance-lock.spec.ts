// The lock of a data directory against holders that live, died, or whose pid was given to another.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireInstanceLock } from './instance-lock.js';
import { markOf } from './processes.js';
import { StartError } from './start-error.js';

describe('the lock of a data directory', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'trackwarden-lock-'));
  });

  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  function leaveLock(text: string): void {
    acquireInstanceLock(dataDir).release();
    writeFileSync(join(dataDir, 'lock', '1'), text);
  }

  it('refuses a second holder in one line that says who holds it and what to do', () => {
    acquireInstanceLock(dataDir);
    const second = (): unknown => acquireInstanceLock(dataDir);
    expect(second).toThrow(StartError);
    expect(second).toThrow(
      new RegExp(
        `^${dataDir} is in use by process ${process.pid} \\(started \\d\\d:\\d\\d\\): ` +
          'stop it first or set TRACKWARDEN_DATA_DIR$',
      ),
    );
  });

  it('can be taken again after its release', () => {
    acquireInstanceLock(dataDir).release();
    acquireInstanceLock(dataDir).release();
    expect(() => acquireInstanceLock(dataDir)).not.toThrow();
  });

  it('is taken over from a process that is dead', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    leaveLock(JSON.stringify({ pid, startedAt: '2026-01-02T03:04:05Z' }));
    acquireInstanceLock(dataDir);
    expect(lastHolder()).toMatchObject({ pid: process.pid });
  });

  const withBirths = markOf(process.pid)?.birth === undefined ? it.skip : it;

  withBirths('is taken over when another process now has the pid of the holder', () => {
    leaveLock(
      JSON.stringify({ pid: process.pid, birth: 'before/1', startedAt: '2026-01-02T03:04:05Z' }),
    );
    expect(() => acquireInstanceLock(dataDir)).not.toThrow();
  });

  it('names the day when the holder did not start today', () => {
    leaveLock(JSON.stringify({ ...markOf(process.pid), startedAt: '2026-01-02T12:04:05Z' }));
    expect(() => acquireInstanceLock(dataDir)).toThrow(/\(started 2026-01-02 \d\d:04\)/);
  });

  it('is taken over from a file that a power cut left without sense', () => {
    leaveLock('\0\0\0\0');
    expect(() => acquireInstanceLock(dataDir)).not.toThrow();
  });

  it('leaves one file behind, however often it changes hands', () => {
    for (let round = 0; round < 5; round += 1) acquireInstanceLock(dataDir).release();
    expect(readdirSync(join(dataDir, 'lock'))).toEqual(['5']);
  });

  it('is released quietly when the data directory is gone', () => {
    const lock = acquireInstanceLock(dataDir);
    rmSync(dataDir, { recursive: true });
    expect(() => lock.release()).not.toThrow();
  });

  function lastHolder(): unknown {
    const [name = ''] = readdirSync(join(dataDir, 'lock'));
    return JSON.parse(readFileSync(join(dataDir, 'lock', name), 'utf8'));
  }
});
