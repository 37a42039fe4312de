// The installation's secret: given by the environment, or made at the first start and kept.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from '../database/embedded/start-error.js';
import type { Config } from './config.js';

/** Throws a StartError when the data directory cannot be used. */
export async function readSecret(config: Pick<Config, 'secret' | 'dataDir'>): Promise<string> {
  if (config.secret) return config.secret;
  return step(`use ${config.dataDir}`, () => readOrMake(config.dataDir));
}

async function readOrMake(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    // wx: of two processes that start at once, one makes it and both read the same
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
