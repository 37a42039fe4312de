// The built product, started as an owner starts it and spoken to only through its outer contract.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answersOk, freePort, launch, plainEnvironment, type Service } from './service.js';

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
const ADMIN_TOKEN = randomBytes(24).toString('hex');
const SECRET = randomBytes(32).toString('hex');
/** The page that all pings name; nobody fetches it. */
export const TARGET = 'https://blog.example/entry';

export type Shape = {
  dataDir: string;
  roles: 'api' | 'api,worker';
  /** Absent: the product starts its own PostgreSQL in the data directory. */
  databaseUrl?: string;
  /** Absent: the queue is on PostgreSQL. */
  redisUrl?: string;
};

export async function startProduct(shape: Shape): Promise<Service> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return launch({
    name: `the product (${shape.roles})`,
    command: process.execPath,
    args: [MAIN],
    // not where an .env could lie
    cwd: shape.dataDir,
    url,
    isReady: () => answersOk(`${url}/health/ready`),
    env: {
      ...plainEnvironment(),
      PORT: String(port),
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      TRACKWARDEN_DATA_DIR: shape.dataDir,
      TRACKWARDEN_ROLES: shape.roles,
      TRACKWARDEN_SECRET: SECRET,
      TRACKWARDEN_ADMIN_TOKEN: ADMIN_TOKEN,
      TRACKWARDEN_INTAKE_LIMITS: 'off',
      TRACKWARDEN_FETCH_ALLOW: '127.0.0.1/32',
      // all sources of a run live on one host
      TRACKWARDEN_HOST_BUDGET: '100000',
      TRACKWARDEN_OUTGOING_BUDGET: '1000000',
      TRACKWARDEN_WORKER_CONCURRENCY: '4',
      ...(shape.databaseUrl === undefined ? {} : { DATABASE_URL: shape.databaseUrl }),
      ...(shape.redisUrl === undefined ? {} : { REDIS_URL: shape.redisUrl }),
    },
  });
}

/** The address of the PostgreSQL that a product runs in its data directory. */
export async function embeddedDatabaseUrl(dataDir: string): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim();
  // line 4 of PostgreSQL's own lock file is its port
  const file = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const port = file.split('\n')[3]?.trim();
  if (!port) throw new Error('postmaster.pid holds no port');
  return `postgres://trackwarden:${encodeURIComponent(password)}@127.0.0.1:${port}/trackwarden`;
}

/** A site with one page to ping; each call makes a new one, so that its pings can be counted. */
export async function makeTarget(url: string): Promise<{ id: string; trackbackUrl: string }> {
  const site = await post(`${url}/api/v1/sites`, {
    name: 'Bench',
    origins: [new URL(TARGET).origin],
  });
  const target = await post(`${url}/api/v1/sites/${site['id'] ?? ''}/targets`, {
    url: TARGET,
    title: 'An entry',
    kind: 'entry',
  });
  const { id, trackbackUrl } = target;
  if (!id || !trackbackUrl) throw new Error('the product made no target');
  return { id, trackbackUrl };
}

async function post(url: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify(body),
  });
  if (response.status !== 201)
    throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}
