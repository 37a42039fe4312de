// A Redis for the comparisons: the one of REDIS_URL, else a redis-server of this machine, else none.
import { once } from 'node:events';
import { connect } from 'node:net';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort, launch, plainEnvironment, type Service } from './service.js';

/** Null when there is none. The jobs of a run stay in a Redis that was given: give an empty one. */
export async function openRedis(cwd: string): Promise<Service | null> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: () => Promise.resolve(), lastWords: () => '' };
  const command = findProgram('redis-server');
  if (command === null) return null;
  const port = await freePort();
  return launch({
    name: 'redis-server',
    command,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    env: plainEnvironment(),
    cwd,
    url: `redis://127.0.0.1:${port}`,
    isReady: () => pong(port),
  });
}

async function pong(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString('latin1').startsWith('+PONG');
  } finally {
    socket.destroy();
  }
}

function findProgram(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
