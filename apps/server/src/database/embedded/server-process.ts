// One run of the postgres program: started on a port of its own, watched until it accepts connections, stopped.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { program, type NativeFolder } from './binaries.js';
import type { Cluster } from './cluster.js';
import { whatWentWrong } from './fault.js';
import { viewFolder } from './folder-view.js';
import { readPostmasterFile } from './orphan.js';
import { markOf } from './processes.js';
import { spawnOptions } from './run.js';
import { StartError } from './start-error.js';
import { stopPostgres } from './stop-postgres.js';

/** A server that accepts connections. */
export type ServerProcess = {
  pid: number;
  port: number;
  /** Settles when the server has ended, for whatever reason, with its last words. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/** Long, because after a crash the server first replays its log. */
const READY_WITHIN_MS = 5 * 60_000;

/** Another program took the port between our choice and PostgreSQL's use of it. */
const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets|Address already in use/;
/** Children of a server that was killed end by themselves, a moment later. */
const STILL_ENDING = 'pre-existing shared memory block';

/** Starts the server; throws a StartError with PostgreSQL's own reason when it does not come up. */
export async function startServer(
  cluster: Cluster,
  native: NativeFolder,
  log: (line: string) => void,
): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await launch(cluster, native, log);
    const failure = await untilReady(server, cluster.dir);
    if (failure === undefined) return server;
    const mayPass = PORT_TAKEN.test(failure) || failure.includes(STILL_ENDING);
    if (!mayPass || attempt === 10) {
      throw new StartError(`PostgreSQL did not start: ${whatWentWrong(failure)}`);
    }
    if (failure.includes(STILL_ENDING)) await delay(500);
  }
}

async function launch(
  cluster: Cluster,
  native: NativeFolder,
  log: (line: string) => void,
): Promise<ServerProcess> {
  const port = await freePort();
  const view = await viewFolder(cluster.dir, cluster.account);
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'logging_collector=off',
    'log_destination=stderr',
    'log_line_prefix=',
    'lc_messages=C',
  ];
  const args = ['-D', view.path, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(program(native, 'postgres'), args, {
    ...spawnOptions(cluster.account),
    // A process group of its own: Ctrl-C in a terminal is for us, and we stop the database last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', ...view.inherited],
  });
  view.close();

  const lastLines: string[] = [];
  const say = (text: string): void => {
    const line = text.replaceAll(view.path, cluster.dir);
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    log(line);
  };
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      const how = `ended with ${signal ?? `code ${code ?? 'unknown'}`}`;
      const tell = (): void => resolve([...lastLines, how].join('\n'));
      // Its last words may still be in the pipe, which children that outlive it can hold open.
      child.once('close', tell);
      setTimeout(tell, 250).unref();
    });
  });
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', say);

  const { pid } = child;
  const mark = pid === undefined ? undefined : markOf(pid);
  // However we end, short of a signal that cannot be caught, no server stays behind.
  const stopAtExit = (): void => void child.kill('SIGINT');
  process.once('exit', stopAtExit);
  void ended.then(() => process.removeListener('exit', stopAtExit));

  const stop = async (): Promise<void> => {
    if (mark !== undefined) await stopPostgres(mark, { fastMs: 8_000 });
    await ended;
  };
  return { pid: pid ?? 0, port, ended, stop };
}

/** Undefined when the server is ready, else its last words. */
async function untilReady(server: ServerProcess, clusterDir: string): Promise<string | undefined> {
  let lastWords: string | undefined;
  void server.ended.then((words) => (lastWords = words));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (lastWords === undefined) {
    // Its own file rather than the port, where somebody else could be answering.
    const file = readPostmasterFile(clusterDir);
    if (file?.pid === server.pid && file.isReady) return undefined;
    if (Date.now() >= deadline) {
      await server.stop();
      return `FATAL: not ready after ${READY_WITHIN_MS / 1000} seconds`;
    }
    await delay(15);
  }
  return lastWords;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
