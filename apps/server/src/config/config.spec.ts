// Every setting: what is read, what is assumed, and the one readable line for each that is wrong.
import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseCommandConfig, parseConfig } from './config.js';

const LONG = 'x'.repeat(32);

function linesOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
}

describe('without any setting', () => {
  it('the product runs by itself on loopback', () => {
    expect(parseConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      databaseUrl: null,
      redisUrl: null,
      roles: ['api', 'worker'],
      dataDir: './data',
      admin: null,
      adminToken: null,
      fetchAllow: '',
      egressProxy: null,
      dnsServers: [],
      trustedProxies: [],
      intakeLimits: true,
      hostBudgetPerMinute: 30,
      outgoingBudgetPerMinute: 12_000,
      hostPatience: 10,
      sourceTimeoutsMs: [6_000, 15_000, 30_000],
      workerConcurrency: 20,
      queueConnections: 10,
      mail: null,
      logLevel: 'info',
      undoWindowMs: 10_000,
      decidedAtOnce: 1_000,
    });
  });
});

describe('a setting', () => {
  it.each<[string, Record<string, string>, object]>([
    ['PORT', { PORT: '3000' }, { port: 3000, publicUrl: 'http://127.0.0.1:3000' }],
    ['HOST for everybody', { HOST: '0.0.0.0' }, { publicUrl: 'http://127.0.0.1:8080' }],
    ['HOST of IPv6', { HOST: '::1' }, { publicUrl: 'http://[::1]:8080' }],
    [
      'PUBLIC_URL with a slash',
      { PUBLIC_URL: 'https://pings.example/' },
      { publicUrl: 'https://pings.example' },
    ],
    [
      'TRACKWARDEN_DNS_SERVERS of several kinds',
      { TRACKWARDEN_DNS_SERVERS: '192.0.2.53, 192.0.2.53:5353 2001:db8::53 [2001:db8::53]:5353' },
      {
        dnsServers: ['192.0.2.53', '192.0.2.53:5353', '2001:db8::53', '[2001:db8::53]:5353'],
      },
    ],
    ['an empty variable', { PORT: '', REDIS_URL: '' }, { port: 8080, redisUrl: null }],
    [
      'DATABASE_URL with its secret and one role',
      {
        DATABASE_URL: 'postgres://u:p@db/t',
        TRACKWARDEN_SECRET: LONG,
        TRACKWARDEN_ROLES: 'worker',
      },
      { databaseUrl: 'postgres://u:p@db/t', secret: LONG, roles: ['worker'] },
    ],
    ['roles with spaces', { TRACKWARDEN_ROLES: ' api , worker ' }, { roles: ['api', 'worker'] }],
    [
      'the first owner',
      { TRACKWARDEN_ADMIN_EMAIL: 'Owner@Blog.Example', TRACKWARDEN_ADMIN_PASSWORD: 'long enough!' },
      { admin: { email: 'owner@blog.example', password: 'long enough!' } },
    ],
    [
      'the proxy on the way out',
      { HTTPS_PROXY: 'http://u:p@proxy.internal:4750' },
      { egressProxy: 'http://u:p@proxy.internal:4750' },
    ],
    [
      'the proxies',
      { TRACKWARDEN_TRUSTED_PROXIES: '10.0.0.0/8, ::1' },
      { trustedProxies: ['10.0.0.0/8', '::1'] },
    ],
    [
      'the budget of all requests',
      { TRACKWARDEN_OUTGOING_BUDGET: '600' },
      { outgoingBudgetPerMinute: 600 },
    ],
    [
      'the connections of the queues',
      { TRACKWARDEN_QUEUE_CONNECTIONS: '4' },
      { queueConnections: 4 },
    ],
    ['the intake limits', { TRACKWARDEN_INTAKE_LIMITS: 'off' }, { intakeLimits: false }],
    [
      'mail',
      { SMTP_URL: 'smtp://mail.example:25', TRACKWARDEN_MAIL_FROM: 'pings@blog.example' },
      { mail: { smtpUrl: 'smtp://mail.example:25', from: 'pings@blog.example' } },
    ],
  ])('is read: %s', (_name, environment, expected) => {
    expect(parseConfig(environment)).toMatchObject(expected);
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(parseConfig({}))).toBe(true);
  });
});

describe('a wrong setting is told in one line', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a port that is no number', { PORT: 'eighty' }, 'PORT: must be a number'],
    [
      'an address without a scheme',
      { PUBLIC_URL: 'pings.example' },
      'PUBLIC_URL: must be an address such as https://pings.example',
    ],
    [
      'an address of another scheme',
      { PUBLIC_URL: 'ftp://pings.example' },
      'PUBLIC_URL: must be an address such as https://pings.example',
    ],
    [
      'another database',
      { DATABASE_URL: 'mysql://db/t', TRACKWARDEN_SECRET: LONG },
      'DATABASE_URL: must be an address such as postgres://user:password@host:5432/name',
    ],
    [
      'no redis',
      { REDIS_URL: 'localhost:6379' },
      'REDIS_URL: must be an address such as redis://host:6379',
    ],
    [
      'an unknown role',
      { TRACKWARDEN_ROLES: 'api,cook' },
      'TRACKWARDEN_ROLES: must be api, worker or api,worker',
    ],
    [
      'a short secret',
      { TRACKWARDEN_SECRET: 'short' },
      'TRACKWARDEN_SECRET: must have at least 32 characters',
    ],
    [
      'a short token',
      { TRACKWARDEN_ADMIN_TOKEN: 'short' },
      'TRACKWARDEN_ADMIN_TOKEN: must have at least 32 characters',
    ],
    [
      'no e-mail address',
      { TRACKWARDEN_ADMIN_EMAIL: 'owner', TRACKWARDEN_ADMIN_PASSWORD: 'long enough!' },
      'TRACKWARDEN_ADMIN_EMAIL: must be an e-mail address',
    ],
    [
      'a short password',
      { TRACKWARDEN_ADMIN_EMAIL: 'o@blog.example', TRACKWARDEN_ADMIN_PASSWORD: 'short' },
      'TRACKWARDEN_ADMIN_PASSWORD: must have at least 12 characters',
    ],
    [
      'a name server that is a name',
      { TRACKWARDEN_DNS_SERVERS: 'dns.example' },
      'TRACKWARDEN_DNS_SERVERS: must be a list of addresses such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53',
    ],
    [
      'a name server on a port that is none',
      { TRACKWARDEN_DNS_SERVERS: '192.0.2.53:99999' },
      'TRACKWARDEN_DNS_SERVERS: must be a list of addresses such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53',
    ],
    [
      'a proxy that is no address',
      { TRACKWARDEN_TRUSTED_PROXIES: 'proxy.example' },
      'TRACKWARDEN_TRUSTED_PROXIES: must be a list of addresses or CIDRs such as 10.0.0.0/8',
    ],
    [
      'a switch that is neither',
      { TRACKWARDEN_INTAKE_LIMITS: 'maybe' },
      'TRACKWARDEN_INTAKE_LIMITS: must be on or off',
    ],
    [
      'a budget that is no number',
      { TRACKWARDEN_HOST_BUDGET: 'many' },
      'TRACKWARDEN_HOST_BUDGET: must be a number',
    ],
    [
      'a mail server of another scheme',
      { SMTP_URL: 'mail.example', TRACKWARDEN_MAIL_FROM: 'a@b.example' },
      'SMTP_URL: must be an address such as smtp://user:password@host:587',
    ],
    [
      'an unknown log level',
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL: must be fatal, error, warn, info, debug, trace or silent',
    ],
    [
      'a database without a secret',
      { DATABASE_URL: 'postgres://db/t' },
      'TRACKWARDEN_SECRET: is required with DATABASE_URL (32 characters or more)',
    ],
    [
      'half an owner',
      { TRACKWARDEN_ADMIN_EMAIL: 'o@blog.example' },
      'TRACKWARDEN_ADMIN_EMAIL and TRACKWARDEN_ADMIN_PASSWORD: set both or neither of them',
    ],
    [
      'a mail server without a sender',
      { SMTP_URL: 'smtp://mail.example' },
      'TRACKWARDEN_MAIL_FROM: is required with SMTP_URL',
    ],
    [
      'one role on the embedded database',
      { TRACKWARDEN_ROLES: 'api' },
      'DATABASE_URL: is required when TRACKWARDEN_ROLES splits api and worker',
    ],
  ])('%s', (_name, environment, line) => {
    expect(linesOf(environment)).toEqual([line]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['a budget of nothing', { TRACKWARDEN_HOST_BUDGET: '0' }, 'TRACKWARDEN_HOST_BUDGET'],
    ['no requests at all', { TRACKWARDEN_OUTGOING_BUDGET: '0' }, 'TRACKWARDEN_OUTGOING_BUDGET'],
    [
      'queues without a connection',
      { TRACKWARDEN_QUEUE_CONNECTIONS: '0' },
      'TRACKWARDEN_QUEUE_CONNECTIONS',
    ],
    ['half a worker', { TRACKWARDEN_WORKER_CONCURRENCY: '0.5' }, 'TRACKWARDEN_WORKER_CONCURRENCY'],
    [
      'an allowance that is none',
      { TRACKWARDEN_FETCH_ALLOW: 'everywhere' },
      'TRACKWARDEN_FETCH_ALLOW',
    ],
    ['a proxy without its scheme', { HTTPS_PROXY: 'proxy.internal:4750' }, 'HTTPS_PROXY'],
    ['a role twice', { TRACKWARDEN_ROLES: 'api,api' }, 'TRACKWARDEN_ROLES'],
  ])('%s', (_name, environment, variable) => {
    const lines = linesOf(environment);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${variable}: .{8,}`));
    expect(lines[0]).not.toContain('\n');
  });

  it('beside every other wrong one', () => {
    const lines = linesOf({ PORT: 'x', LOG_LEVEL: 'loud', TRACKWARDEN_SECRET: 'short' });
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'TRACKWARDEN_SECRET',
    ]);
  });

  it('without giving a secret away', () => {
    const lines = linesOf({
      TRACKWARDEN_SECRET: 'hunter2',
      TRACKWARDEN_ADMIN_TOKEN: 'hunter2',
      TRACKWARDEN_ADMIN_EMAIL: 'o@blog.example',
      TRACKWARDEN_ADMIN_PASSWORD: 'hunter2',
      DATABASE_URL: 'mysql://u:hunter2@db/t',
      HTTPS_PROXY: 'socks5://u:hunter2@proxy.internal',
    });
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).not.toContain('hunter2');
  });
});

describe('a command without the server', () => {
  it('reads only what it may reach, whatever else is set', () => {
    const proxy = 'http://proxy.internal:4750';
    const environment = {
      PORT: 'eighty',
      TRACKWARDEN_FETCH_ALLOW: '127.0.0.1/32',
      HTTPS_PROXY: proxy,
    };
    expect(parseCommandConfig(environment)).toEqual({
      fetchAllow: '127.0.0.1/32',
      egressProxy: proxy,
    });
    expect(parseCommandConfig({ HTTPS_PROXY: '' })).toEqual({ fetchAllow: '', egressProxy: null });
  });

  it('tells a wrong one in one line', () => {
    const parse = () => parseCommandConfig({ TRACKWARDEN_FETCH_ALLOW: 'everywhere' });
    expect(parse).toThrow(/^TRACKWARDEN_FETCH_ALLOW: "everywhere" is neither/);
  });
});
