// Runs a program to its end, as another account if asked, with an environment that holds no secrets of ours.
import { spawn, type SpawnOptions } from 'node:child_process';
import { reasonOf } from './start-error.js';

/** A user of the system other than root. */
export type Account = { name: string; uid: number; gid: number };

/** `code` is null when a signal ended it or it could not be started at all. */
export type RunResult = { code: number | null; stdout: string; stderr: string };

export type RunOptions = {
  account?: Account | undefined;
  /** Open descriptors that the program gets as 3, 4, … */
  inherited?: readonly number[];
};

/** Fixed, so that neither PGDATA and its kind nor our secrets reach PostgreSQL, and messages are English. */
export const environment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
};

/** What spawn needs to run a program as an account, from a folder that everybody can enter. */
export function spawnOptions(account: Account | undefined): SpawnOptions {
  const shared = { env: environment, windowsHide: true };
  if (account === undefined) return shared;
  // Node wants signed numbers here; `nobody` of macOS is -2.
  return { ...shared, cwd: '/', uid: account.uid | 0, gid: account.gid | 0 };
}

/** Never rejects: a program that cannot be started has code null and the reason in `stderr`. */
export async function run(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<RunResult> {
  let stdout = '';
  let stderr = '';
  try {
    const child = spawn(command, args, {
      ...spawnOptions(options.account),
      stdio: ['ignore', 'pipe', 'pipe', ...(options.inherited ?? [])],
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
  } catch (error) {
    // Some reasons are thrown by spawn, others come as an event.
    return { code: null, stdout, stderr: reasonOf(error) };
  }
}

/** Whether the program ends with code 0. */
export async function runsWell(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<boolean> {
  return (await run(command, args, options)).code === 0;
}
