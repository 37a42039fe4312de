// The life of one process, from its environment to its exit code.
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UsersService } from './accounts/users.service.js';
import { AppModule, type Setting } from './app.module.js';
import { ConfigError, parseConfig, type Config } from './config/config.js';
import { readSecret } from './config/secret.js';
import { migrate } from './database/data-source.js';
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.js';
import { StartError } from './database/embedded/start-error.js';
import { createHttpApp } from './http/create-app.js';
import { createPino, PinoLogger } from './logger.js';
import { Outgoing } from './outgoing.js';
import { useQueueServer } from './queue/backend.js';

/** Running jobs get this long to finish before their requests are aborted and they are handed back. */
const FINISH_MS = 4_000;
/** The whole of a stop; the promise is 10 s, the database needs a moment of it. */
const STOP_MS = 8_000;

type Running = { app: INestApplicationContext; stopDatabase: () => Promise<void> };
type StopReason = { text: string; exitCode: 0 | 1 };

/** Runs until a signal asks it to stop. Resolves with the exit code; never rejects. */
export async function run(environment: Record<string, string | undefined>): Promise<number> {
  let askToStop: (reason: StopReason) => void = () => undefined;
  const stopAsked = new Promise<StopReason>((resolve) => (askToStop = resolve));
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => askToStop({ text: signal, exitCode: 0 }));
  try {
    const config = parseConfig(environment);
    const logger = new PinoLogger(createPino(config.logLevel));
    const running = await start(config, logger, (reason) =>
      askToStop({ text: reason, exitCode: 1 }),
    );
    const { text, exitCode } = await stopAsked;
    logger.log({ msg: `stopping: ${text}` }, 'main');
    await stop(running);
    return exitCode;
  } catch (error) {
    for (const line of linesOf(error)) process.stderr.write(`${line}\n`);
    return 1;
  }
}

async function start(
  config: Config,
  logger: PinoLogger,
  onDatabaseEnd: (reason: string) => void,
): Promise<Running> {
  const secret = await readSecret(config);
  const database = await openDatabase(config, logger, onDatabaseEnd);
  try {
    await migrate(database.url);
    await useQueueServer({ redisUrl: config.redisUrl, databaseUrl: database.url });
    const setting = { config, secret, databaseUrl: database.url };
    const app = await openApp(setting, logger);
    return { app, stopDatabase: database.stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function openDatabase(
  config: Config,
  logger: PinoLogger,
  onDatabaseEnd: (reason: string) => void,
) {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: () => Promise.resolve() };
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (line) => logger.debug(line, 'postgres'),
    onExit: (reason) => {
      logger.fatal({ msg: 'the embedded PostgreSQL ended by itself', reason }, 'main');
      onDatabaseEnd('the database is gone');
    },
  });
  return { url: postgres.url, stop: () => postgres.stop() };
}

async function openApp(setting: Setting, logger: PinoLogger): Promise<INestApplicationContext> {
  const { config } = setting;
  if (!config.roles.includes('api')) {
    const context = await NestFactory.createApplicationContext(AppModule.for(setting), {
      logger,
      abortOnError: false,
    });
    logger.log({ msg: 'Trackwarden worker is ready' }, 'main');
    return context;
  }
  const app = await createHttpApp(setting, logger);
  await listen(app, config);
  await greet(app, config);
  return app;
}

async function listen(app: NestFastifyApplication, { port, host }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') throw new StartError(`PORT: ${host}:${port} is already in use`);
    if (code === 'EACCES') throw new StartError(`PORT: no permission to listen on ${host}:${port}`);
    if (code === 'ENOTFOUND') throw new StartError(`HOST: ${host} is not a known host`);
    if (code === 'EADDRNOTAVAIL') throw new StartError(`HOST: ${host} is not of this machine`);
    throw error;
  }
}

async function greet(app: NestFastifyApplication, { publicUrl }: Config): Promise<void> {
  const logger = new Logger('main');
  const users = app.get(UsersService);
  logger.log({ msg: `Trackwarden is ready: ${publicUrl}` });
  if (await users.setUpIsNeeded())
    logger.log({ msg: `Set it up once: ${publicUrl}/setup?token=${users.setUpToken}` });
}

async function stop({ app, stopDatabase }: Running): Promise<void> {
  const outgoing = app.get(Outgoing);
  const abort = setTimeout(() => outgoing.abort(), FINISH_MS);
  const limit = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
  // what does not end in time is handed back: rows are the truth, the sweeper finds them
  await Promise.race([app.close(), limit]);
  clearTimeout(abort);
  await stopDatabase();
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.lines;
  if (error instanceof StartError) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
