// `npm run bench`: starts the built product, runs the comparisons, prints the table, writes bench-report.json.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './comparison.js';
import { Database } from './database.js';
import { intake } from './intake.bench.js';
import type { Leg } from './leg.js';
import { embeddedDatabaseUrl, startProduct, TARGET } from './product.js';
import { openRedis } from './redis.js';
import { table, writeReport } from './report.js';
import { stopAll } from './service.js';
import { openSourceSite } from './source-site.js';

async function measure(dataDir: string): Promise<Row[]> {
  // the product as everybody starts it; idle in the legs, it lends them its PostgreSQL
  const house = await startProduct({ dataDir, roles: 'api,worker' });
  const database = await Database.open(await embeddedDatabaseUrl(dataDir));
  const sources = await openSourceSite(TARGET);
  const redis = await openRedis(dataDir);
  const rows = await intake({
    database,
    dataDir,
    sources: sources.url,
    redisUrl: redis?.url ?? null,
    onLeg,
  });
  await redis?.stop();
  await sources.stop();
  await database.close();
  await house.stop();
  return rows;
}

function onLeg(leg: Leg): void {
  const { contender, perSecond, p50Ms, p99Ms, accepted, stored, lost, failed, logged } = leg;
  const speed = `${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`;
  const counts = `accepted ${accepted}, stored ${stored}, lost ${lost}, failed ${failed}`;
  process.stderr.write(
    `${contender.padEnd(14)} ${speed}  ${counts}\n${logged ? `${logged}\n` : ''}`,
  );
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => void stopAll().finally(() => process.exit(code)));

const startedAt = new Date();
const dataDir = await mkdtemp(join(tmpdir(), 'trackwarden-bench-'));
try {
  const rows = await measure(dataDir);
  const file = await writeReport(rows, startedAt);
  process.stdout.write(`\n${table(rows)}\n\nWritten to ${file}\n`);
  if (rows.some(({ verdict }) => verdict === 'broken')) process.exitCode = 1;
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
} finally {
  await stopAll();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit();
