// Every setting, read once from the environment and frozen; the only place that knows variable names.
import { z } from 'zod';
import ipaddr from 'ipaddr.js';
import { readUrl } from '@trackwarden/contracts';
import {
  parseAllowance,
  parseEgressProxy,
  type Limits,
  type Lookup,
} from '@trackwarden/safe-fetch';

/** Readable settings errors, one line per wrong variable; ends the start with exit code 1. */
export class ConfigError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

const port = z.coerce.number('must be a number').int().min(0).max(65535);
const url = (protocols: RegExp, example: string) =>
  z.string().refine((text) => protocols.test(readUrl(text)?.protocol ?? ''), {
    message: `must be an address such as ${example}`,
  });
const cidrs = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((items) => items.every((item) => ipaddr.isValid(item) || ipaddr.isValidCIDR(item)), {
    message: 'must be a list of addresses or CIDRs such as 10.0.0.0/8',
  });
const nameServers = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((items) => items.every(isNameServer), {
    message: 'must be a list of addresses such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53',
  });
const count = (from: number, to: number, fallback: number) =>
  z.coerce.number('must be a number').int().min(from).max(to).default(fallback);

/** An IP address, with a port perhaps; IPv6 with a port stands in brackets. */
function isNameServer(text: string): boolean {
  if (ipaddr.IPv6.isValid(text)) return true;
  const [, bracketed, plain, portText] =
    /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const isAddress =
    bracketed === undefined
      ? ipaddr.IPv4.isValidFourPartDecimal(plain ?? '')
      : ipaddr.IPv6.isValid(bracketed);
  return (
    isAddress && (portText === undefined || (Number(portText) > 0 && Number(portText) < 65536))
  );
}

function allowances(text: string, context: z.RefinementCtx): void {
  try {
    parseAllowance(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : text });
  }
}

function egressProxy(text: string, context: z.RefinementCtx): void {
  try {
    parseEgressProxy(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : '' });
  }
}

const roles = z
  .string()
  .default('api,worker')
  .transform((text) => text.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(['api', 'worker'], 'must be api, worker or api,worker')).min(1))
  .refine((names) => new Set(names).size === names.length, 'must not name a role twice');

const environmentSchema = z.object({
  PORT: port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url(/^https?:$/, 'https://pings.example').optional(),
  DATABASE_URL: url(/^postgres(ql)?:$/, 'postgres://user:password@host:5432/name').optional(),
  REDIS_URL: url(/^rediss?:$/, 'redis://host:6379').optional(),
  TRACKWARDEN_ROLES: roles,
  TRACKWARDEN_DATA_DIR: z.string().min(1).default('./data'),
  TRACKWARDEN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  TRACKWARDEN_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  TRACKWARDEN_ADMIN_PASSWORD: z
    .string()
    .min(12, 'must have at least 12 characters')
    .max(200, 'must have at most 200 characters')
    .optional(),
  TRACKWARDEN_ADMIN_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  TRACKWARDEN_FETCH_ALLOW: z.string().default('').superRefine(allowances),
  HTTPS_PROXY: z.string().superRefine(egressProxy).optional(),
  TRACKWARDEN_DNS_SERVERS: nameServers,
  TRACKWARDEN_TRUSTED_PROXIES: cidrs,
  TRACKWARDEN_INTAKE_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  TRACKWARDEN_HOST_BUDGET: count(1, 100_000, 30),
  TRACKWARDEN_OUTGOING_BUDGET: count(1, 1_000_000, 12_000),
  TRACKWARDEN_WORKER_CONCURRENCY: count(1, 1000, 20),
  TRACKWARDEN_QUEUE_CONNECTIONS: count(1, 100, 10),
  TRACKWARDEN_FLOOD_FROM: count(20, 1_000_000, 2_000),
  SMTP_URL: url(/^smtps?:$/, 'smtp://user:password@host:587').optional(),
  TRACKWARDEN_MAIL_FROM: z.string().min(3).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

export type Role = 'api' | 'worker';

/** What one connection may cost, whoever it is from. */
export type EdgeLimits = Readonly<{
  /** The whole head of a request must be there by then. */
  headersTimeoutMs: number;
  /** Head and body. */
  requestTimeoutMs: number;
  /** How often slow requests are looked for. */
  checkEveryMs: number;
  maxHeaderBytes: number;
  /** Open at once from one address; trusted proxies are not counted. */
  connectionsPerAddress: number;
}>;

const edgeLimits: EdgeLimits = Object.freeze({
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  checkEveryMs: 2_000,
  maxHeaderBytes: 16_384,
  connectionsPerAddress: 256,
});

/** The settings as the program uses them. Tests build one by hand. */
export type Config = Readonly<{
  port: number;
  host: string;
  publicUrl: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  roles: readonly Role[];
  dataDir: string;
  secret: string | null;
  admin: { email: string; password: string } | null;
  adminToken: string | null;
  fetchAllow: string;
  /** The forward proxy that requests to public addresses go through. */
  egressProxy: string | null;
  /** Bounds of a request to the outside, where they differ from those of safe-fetch. */
  fetchLimits: Partial<Limits>;
  /** Who answers for the names of hosts; null: the system. */
  lookup: Lookup | null;
  /** Name servers that are asked about lists in the DNS; none: those of the system. */
  dnsServers: readonly string[];
  trustedProxies: readonly string[];
  intakeLimits: boolean;
  hostBudgetPerMinute: number;
  outgoingBudgetPerMinute: number;
  /** Fetches in a row without a link after which a source's host is left alone. */
  hostPatience: number;
  /** The time of a fetch; of a host that ran out of it once, twice, … */
  sourceTimeoutsMs: readonly number[];
  workerConcurrency: number;
  /** Connections to PostgreSQL that all queues and workers of this process share. */
  queueConnections: number;
  /** So many unchecked pings of one site begin flood mode. */
  floodFrom: number;
  edge: EdgeLimits;
  mail: { smtpUrl: string; from: string } | null;
  logLevel: string;
  /** Messages about a person's decision wait this long, so that an undo can cancel them. */
  undoWindowMs: number;
  /** A mail waits this long for more pings, so that a burst makes one mail. */
  mailCollectMs: number;
  /** Decisions are learnt so long after they were made, so that a row of them makes one version. */
  learnDelayMs: number;
  /** A decision about more pings is carried out in batches, by a job. */
  decidedAtOnce: number;
}>;

/** Parses the environment. Throws {@link ConfigError} that names every wrong variable. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = environmentSchema.safeParse(withoutEmpty(environment));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(lineOf));
  const env = parsed.data;
  const lines = contradictions(env);
  if (lines.length > 0) throw new ConfigError(lines);

  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://${urlHost(env.HOST)}:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    roles: env.TRACKWARDEN_ROLES,
    dataDir: env.TRACKWARDEN_DATA_DIR,
    secret: env.TRACKWARDEN_SECRET ?? null,
    admin: adminOf(env),
    adminToken: env.TRACKWARDEN_ADMIN_TOKEN ?? null,
    fetchAllow: env.TRACKWARDEN_FETCH_ALLOW,
    egressProxy: env.HTTPS_PROXY ?? null,
    fetchLimits: {},
    lookup: null,
    dnsServers: env.TRACKWARDEN_DNS_SERVERS,
    trustedProxies: env.TRACKWARDEN_TRUSTED_PROXIES,
    intakeLimits: env.TRACKWARDEN_INTAKE_LIMITS === 'on',
    hostBudgetPerMinute: env.TRACKWARDEN_HOST_BUDGET,
    outgoingBudgetPerMinute: env.TRACKWARDEN_OUTGOING_BUDGET,
    hostPatience: 10,
    sourceTimeoutsMs: [6_000, 15_000, 30_000],
    workerConcurrency: env.TRACKWARDEN_WORKER_CONCURRENCY,
    queueConnections: env.TRACKWARDEN_QUEUE_CONNECTIONS,
    floodFrom: env.TRACKWARDEN_FLOOD_FROM,
    edge: edgeLimits,
    mail:
      env.SMTP_URL && env.TRACKWARDEN_MAIL_FROM
        ? { smtpUrl: env.SMTP_URL, from: env.TRACKWARDEN_MAIL_FROM }
        : null,
    logLevel: env.LOG_LEVEL,
    undoWindowMs: 10_000,
    mailCollectMs: 120_000,
    learnDelayMs: 10_000,
    decidedAtOnce: 1_000,
  });
}

/** The settings of a command that sends by itself, without the server: what it may reach. */
export type CommandConfig = Pick<Config, 'fetchAllow' | 'egressProxy'>;

/** Parses what a command needs of the environment. Throws {@link ConfigError}. */
export function parseCommandConfig(environment: Record<string, string | undefined>): CommandConfig {
  const parsed = environmentSchema
    .pick({ TRACKWARDEN_FETCH_ALLOW: true, HTTPS_PROXY: true })
    .safeParse(withoutEmpty(environment));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(lineOf));
  return {
    fetchAllow: parsed.data.TRACKWARDEN_FETCH_ALLOW,
    egressProxy: parsed.data.HTTPS_PROXY ?? null,
  };
}

function withoutEmpty(environment: Record<string, string | undefined>): object {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function lineOf({ path, message }: z.core.$ZodIssue): string {
  return `${String(path[0])}: ${message}`;
}

type Environment = z.infer<typeof environmentSchema>;

function contradictions(env: Environment): string[] {
  const lines: string[] = [];
  if (env.DATABASE_URL && !env.TRACKWARDEN_SECRET)
    lines.push('TRACKWARDEN_SECRET: is required with DATABASE_URL (32 characters or more)');
  if (Boolean(env.TRACKWARDEN_ADMIN_EMAIL) !== Boolean(env.TRACKWARDEN_ADMIN_PASSWORD))
    lines.push(
      'TRACKWARDEN_ADMIN_EMAIL and TRACKWARDEN_ADMIN_PASSWORD: set both or neither of them',
    );
  if (env.SMTP_URL && !env.TRACKWARDEN_MAIL_FROM)
    lines.push('TRACKWARDEN_MAIL_FROM: is required with SMTP_URL');
  if (!env.DATABASE_URL && !(env.TRACKWARDEN_ROLES.length === 2))
    lines.push('DATABASE_URL: is required when TRACKWARDEN_ROLES splits api and worker');
  return lines;
}

function adminOf(env: Environment): Config['admin'] {
  const email = env.TRACKWARDEN_ADMIN_EMAIL;
  const password = env.TRACKWARDEN_ADMIN_PASSWORD;
  return email && password ? { email: email.toLowerCase(), password } : null;
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
