// Runs the server's suite with its queue and limits on a real Redis, started for the run on a free port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What comes to the same on either queue: it is tried once, on PostgreSQL. */
const WITHOUT_REDIS = [
  'database/embedded',
  'http/inert',
  'moderate/decision-scope',
  'private-addresses',
  'receive/fuzz',
  'receive/pingback-faults',
  'rules/condition-values',
  'rules/slow-rules',
];

const root = resolve(import.meta.dirname, '..');
const port = await freePort();
const folder = mkdtempSync(join(tmpdir(), 'trackwarden-redis-'));
const redis = spawn(
  'redis-server',
  ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
  { stdio: 'ignore' },
);
redis.on('error', () => {
  process.stderr.write('redis-server is not installed (Debian: apt-get install redis-server)\n');
  process.exit(1);
});
try {
  await answers(port);
  const jest = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      'server',
      '--testPathIgnorePatterns',
      ...WITHOUT_REDIS,
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TRACKWARDEN_TEST_REDIS_URL: `redis://127.0.0.1:${port}` },
    },
  );
  const [code] = await once(jest, 'exit');
  process.exitCode = code ?? 1;
} finally {
  redis.kill('SIGTERM');
  await once(redis, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port) {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await new Promise((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false));
    });
    socket.destroy();
    if (isUp) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`redis-server does not answer on port ${port}`);
}
