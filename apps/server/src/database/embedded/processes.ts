// Which process is alive and whether it is still the one that was noted down, as far as the system tells.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from './start-error.js';

/** A process that a later one can recognise: a pid alone is given to others again. */
export type ProcessMark = {
  pid: number;
  /** When it was born, in the system's own terms; undefined where the system does not say. */
  birth?: string | undefined;
};

/** The mark of a process, undefined when it does not live (a zombie does not). */
export function markOf(pid: number): ProcessMark | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (systemCode(error) !== 'EPERM') return undefined;
  }
  if (process.platform === 'linux') return markFromProc(pid);
  return { pid, birth: process.platform === 'win32' ? undefined : askPs(pid, 'lstart=') };
}

/** Whether the process that left this mark still lives. */
export function isAlive(mark: ProcessMark): boolean {
  const now = markOf(mark.pid);
  if (now === undefined) return false;
  return mark.birth === undefined || now.birth === undefined || mark.birth === now.birth;
}

/** True when the process is gone within the time, polled because it may not be our child. */
export async function waitUntilGone(mark: ProcessMark, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(mark)) {
    if (Date.now() >= deadline) return false;
    await delay(20);
  }
  return true;
}

/** The name of the program that a process runs, without its folder; undefined when not to be known. */
export function programOf(pid: number): string | undefined {
  if (process.platform === 'linux') return readOrUndefined(`/proc/${pid}/comm`)?.trim();
  if (process.platform !== 'win32') return basename(askPs(pid, 'comm=') ?? '');
  const row = answerOf('tasklist', ['/NH', '/FO', 'CSV', '/FI', `PID eq ${pid}`]);
  return row?.match(/^"([^"]+)\.exe"/)?.[1];
}

function askPs(pid: number, column: 'lstart=' | 'comm='): string | undefined {
  return answerOf('ps', ['-o', column, '-p', String(pid)]);
}

function answerOf(command: string, args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

function markFromProc(pid: number): ProcessMark | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return { pid };
  // The name in parentheses may itself hold spaces and parentheses: count from the last one (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  // Ticks count from the boot, so that two boots can give the same number.
  const boot = readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return { pid, birth: `${boot}/${fields[19] ?? ''}` };
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
