// The whole product for one spec file: real HTTP on a free port, real PostgreSQL, workers running.
import { jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Session } from '@trackwarden/contracts';
import { Clock } from '../src/clock.js';
import { UsersService } from '../src/accounts/users.service.js';
import type { Config } from '../src/config/config.js';
import { createPino, PinoLogger } from '../src/logger.js';
import './modules-for-jest.js';
import { ApiClient } from './api-client.js';
import { freePort } from './loopback.js';
import { startTestDatabase, type StartedDatabase } from './started-database.js';
import { ADMIN_TOKEN, TEST_SECRET, testConfig, type TestConfig } from './test-config.js';
import { waitFor } from './wait-for.js';

/** A bound for machines under load: whatever is waited for has a shorter one of its own. */
jest.setTimeout(120_000);

// after modules-for-jest, which a static import would be too early for
const { createHttpApp } = await import('../src/http/create-app.js');

export const OWNER = {
  name: 'Owner',
  email: 'owner@blog.example',
  password: 'correct horse battery',
};

export type TestServer = {
  url: string;
  /** Signed in as the owner, by cookie. */
  api: ApiClient;
  /** Signed in by the token of the environment. */
  tokenClient: ApiClient;
  app: NestFastifyApplication;
  /** Read by the server at each use: `undoWindowMs`, `decidedAtOnce` and `intakeLimits` may be changed on the way. */
  config: TestConfig;
  query: StartedDatabase['query'];
  /** Moves the clock of the product forward; timers and queues keep their own time. */
  passTime: (ms: number) => void;
  /** From now on it moves by `passTime` alone, however long the work takes. */
  stopClock: () => void;
  now: () => Date;
  /** Until no ping waits for its evaluation and no message is due. */
  drain: () => Promise<void>;
  /** Safe to call twice. */
  stop: () => Promise<void>;
};

export async function startTestServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  const database = await startTestDatabase();
  const opened = await openTestServer(database, overrides);
  let stopped: Promise<void> | null = null;
  return {
    ...opened,
    stop: () => (stopped ??= opened.stop().then(() => database.stop())),
  };
}

/** A server on a database that is there already; the first one on it makes the owner. */
export async function openTestServer(
  database: StartedDatabase,
  overrides: Partial<Config> = {},
): Promise<TestServer> {
  const port = await freePort();
  const config = testConfig(port, { redisUrl: database.redisUrl, ...overrides });
  const setting = { config, secret: TEST_SECRET, databaseUrl: database.url };
  const logger = new PinoLogger(createPino(process.env['TEST_LOG'] ?? 'silent'));
  const app = await createHttpApp(setting, logger);
  await app.listen(port, '127.0.0.1');
  const api = new ApiClient(config.publicUrl);
  await signUp(app, api);
  return {
    url: config.publicUrl,
    api,
    tokenClient: new ApiClient(config.publicUrl, ADMIN_TOKEN),
    app,
    config,
    query: database.query,
    ...clockOf(app),
    now: () => app.get(Clock).now(),
    drain: () => drain(database, app.get(Clock)),
    stop: () => app.close(),
  };
}

function clockOf(app: NestFastifyApplication): Pick<TestServer, 'passTime' | 'stopClock'> {
  let aheadMs = 0;
  let stoppedAt: number | null = null;
  app.get(Clock).now = () => new Date((stoppedAt ?? Date.now()) + aheadMs);
  return {
    passTime: (ms) => {
      aheadMs += ms;
    },
    stopClock: () => {
      stoppedAt ??= Date.now();
    },
  };
}

async function signUp(app: NestFastifyApplication, api: ApiClient): Promise<void> {
  const users = app.get(UsersService);
  if (!(await users.setUpIsNeeded())) return;
  api.remember(await api.post<Session>('/setup', { ...OWNER, token: users.setUpToken }));
}

const EVALUATIONS = 'SELECT FROM pings WHERE evaluation_due_at IS NOT NULL LIMIT 1';
const MESSAGES = `
  SELECT FROM deliveries WHERE status IN ('held', 'waiting') AND next_attempt_at <= $1 LIMIT 1`;

async function drain({ query }: StartedDatabase, clock: Clock): Promise<void> {
  await waitFor('the work to be done', async () => {
    if ((await query(EVALUATIONS)).length > 0) return false;
    // the time is read afterwards: what the last evaluation has written is due by then
    return (await query(MESSAGES, [clock.now()])).length === 0;
  });
}
