// The settings of a server under test: loopback only, no limits that a test did not ask for.
import { lookup as systemLookup } from 'node:dns/promises';
import type { Config } from '../src/config/config.js';

export const TEST_SECRET = 'a secret for tests only, of more than 32 characters';
export const ADMIN_TOKEN = 'a-token-of-the-environment-for-tests-0123456789';

/** Names that nobody has (RFC 2606), which no name server need be asked for, be there one or not. */
const NOBODYS = /\.(?:example|invalid)\.?$/i;

function lookup(name: string): Promise<{ address: string; family: number }[]> {
  if (!NOBODYS.test(name)) return systemLookup(name, { all: true });
  const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
  return Promise.reject(Object.assign(error, { code: 'ENOTFOUND' }));
}

/** Settings that a test may change while the server runs. */
export type TestConfig = { -readonly [K in keyof Config]: Config[K] };

export function testConfig(port: number, overrides: Partial<Config>): TestConfig {
  return {
    port,
    host: '127.0.0.1',
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: null,
    redisUrl: null,
    roles: ['api', 'worker'],
    dataDir: '/nonexistent',
    secret: TEST_SECRET,
    admin: null,
    adminToken: ADMIN_TOKEN,
    fetchAllow: '127.0.0.1/32',
    egressProxy: null,
    fetchLimits: {},
    lookup,
    dnsServers: [],
    trustedProxies: [],
    intakeLimits: false,
    hostBudgetPerMinute: 100_000,
    outgoingBudgetPerMinute: 1_000_000,
    hostPatience: 100_000,
    sourceTimeoutsMs: [10_000, 20_000, 30_000],
    workerConcurrency: 20,
    queueConnections: 10,
    floodFrom: 100_000,
    edge: {
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 20_000,
      checkEveryMs: 2_000,
      maxHeaderBytes: 16_384,
      connectionsPerAddress: 256,
    },
    mail: null,
    logLevel: 'silent',
    undoWindowMs: 0,
    mailCollectMs: 0,
    // decisions of other tests teach nothing while they run
    learnDelayMs: 86_400_000,
    decidedAtOnce: 1_000,
    ...overrides,
  };
}
