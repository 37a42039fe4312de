// The product as a user has it: the built program in a process of its own, with its own data directory.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './until.js';

const root = resolve(import.meta.dirname, '../../../..');
const program = join(root, 'apps/server/dist/main.js');

/** Automation uses the token of the environment; the browser signs in like a person. */
export const ADMIN_TOKEN = 'e2e-token-of-at-least-32-characters';

export class Product {
  readonly url: string;
  output = '';
  private child: ChildProcess | null = null;

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async create(settings: Record<string, string> = {}): Promise<Product> {
    const dataDir = mkdtempSync(join(tmpdir(), 'trackwarden-e2e-'));
    return new Product(dataDir, await freePort(), settings);
  }

  get environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: String(this.port),
      TRACKWARDEN_DATA_DIR: this.dataDir,
      TRACKWARDEN_FETCH_ALLOW: '127.0.0.1/32',
      TRACKWARDEN_HOST_BUDGET: '10000',
      TRACKWARDEN_ADMIN_TOKEN: ADMIN_TOKEN,
      ...this.settings,
    };
  }

  /** Starts and waits until it is ready. */
  async start(): Promise<void> {
    this.output = '';
    const child = this.launch();
    this.child = child;
    await until('the product is ready', async () => {
      if (child.exitCode !== null) throw new Error(`the product ended: ${this.output}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      return answer?.ok ?? false;
    });
    await until('the greeting', () => this.output.includes('Trackwarden is ready'));
  }

  /** Runs it once more on the same data and port, to its end. */
  async runToEnd(
    settings: Record<string, string> = {},
  ): Promise<{ code: number | null; errors: string }> {
    const child = spawn(process.execPath, [program], {
      cwd: this.dataDir,
      env: { ...this.environment, ...settings },
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.resume();
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, errors };
  }

  get setUpLink(): string {
    const link = /http:\S+\/setup\?token=[\w-]+/.exec(this.output)?.[0];
    if (!link) throw new Error('no set-up link was printed');
    return link;
  }

  /** SIGTERM, as an operator stops it. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async dispose(): Promise<void> {
    if (this.child) await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** The admin API with the token of the environment. */
  async api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  private launch(): ChildProcess {
    // its own folder, so that no .env of the checkout is read
    const child = spawn(process.execPath, [program], { cwd: this.dataDir, env: this.environment });
    child.stdout.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    return child;
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.child;
    this.child = null;
    if (!child) throw new Error('the product is not running');
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }
}

/**
 * Below those that the system gives to whoever asks for any port, or connects: while the product
 * starts, nobody else is given it.
 */
const PORTS = { from: 28_000, count: 4_000 };
let lastPort = randomInt(PORTS.count);

async function freePort(): Promise<number> {
  for (let tried = 0; tried < PORTS.count; tried += 1) {
    lastPort = (lastPort + 1) % PORTS.count;
    const server = createServer().listen(PORTS.from + lastPort, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return PORTS.from + lastPort;
  }
  throw new Error('there is no free port');
}
