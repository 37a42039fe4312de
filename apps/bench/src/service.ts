// A program that a comparison needs: started, awaited until it answers, ended by its process id.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Service = {
  url: string;
  stop: () => Promise<void>;
  /** The end of what it wrote, for a reader who asks why. */
  lastWords: () => string;
};

export type Launch = {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  url: string;
  isReady: () => Promise<boolean>;
};

const READY_WITHIN_MS = 60_000;
/** The product promises to end within 10 s of SIGTERM. */
const STOP_WITHIN_MS = 12_000;
const LAST_WORDS = 2_000;

const running = new Set<() => Promise<void>>();

export async function launch({ name, command, args, env, cwd, url, isReady }: Launch) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let lastWords = '';
  const listen = (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  child.on('error', (error) => listen(Buffer.from(error.message)));

  // however we end: no child stays behind
  const endWithUs = () => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const stop = async (): Promise<void> => {
    running.delete(stop);
    await end(child);
    process.removeListener('exit', endWithUs);
  };
  running.add(stop);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady().catch(() => false))) {
    if (hasEnded(child) || Date.now() > deadline) {
      await stop();
      throw new Error(`${name} did not start:\n${lastWords}`);
    }
    await delay(50);
  }
  const service: Service = {
    url,
    lastWords: () => lastWords.trim(),
    stop: async () => {
      const diedAlone = hasEnded(child);
      await stop();
      if (diedAlone) throw new Error(`${name} ended by itself:\n${lastWords}`);
    },
  };
  return service;
}

/** Ends whatever still runs, last started first; for the end of the bench, whatever its reason. */
export async function stopAll(): Promise<void> {
  for (const stop of [...running].reverse()) await stop();
}

export async function answersOk(url: string): Promise<boolean> {
  return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** What a child needs of our own environment; settings of a running installation stay out. */
export function plainEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
