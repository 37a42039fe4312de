// Intake of TrackBack pings against a bare route: highest rate, and p99 at half of it.
import { compare, notRun, type Comparison, type Row } from './comparison.js';
import { bareContender, productContender } from './contender.js';
import type { Database } from './database.js';
import type { Leg } from './leg.js';
import { fullSpeed } from './load.js';
import { steady } from './paced-load.js';

export type Ground = {
  database: Database;
  dataDir: string;
  /** The site that serves the sources of all pings. */
  sources: string;
  redisUrl: string | null;
  onLeg: (leg: Leg) => void;
};

const RATE = { work: 'intake, highest rate', unit: 'accepted pings/s' };
const AT_LEAST = { atLeast: 0.6 };

export async function intake(ground: Ground): Promise<Row[]> {
  const { database, dataDir, redisUrl, onLeg } = ground;
  let legs = 0;
  const beforeLeg = async () => {
    await database.settle();
    return `${ground.sources}/${(legs += 1)}`;
  };
  const limit = { contender: bareContender(database, dataDir), drive: fullSpeed };
  const product = async (name: string, shape: { roles: 'api' | 'api,worker'; redisUrl?: string }) =>
    productContender(name, { dataDir, ...shape, databaseUrl: await database.make(name) });
  const rate = (line: Pick<Comparison, 'shape' | 'goal' | 'ours'>) =>
    compare({ ...RATE, ...line, limit, measure: (leg) => leg.perSecond, beforeLeg, onLeg });

  const api = await product('bench api', { roles: 'api' });
  const onPostgres = await rate({
    shape: 'api process, PostgreSQL queue',
    goal: AT_LEAST,
    ours: { contender: api, drive: fullSpeed },
  });
  const latency = await compare({
    work: `intake, p99 at half of its own highest rate`,
    shape: 'api process, PostgreSQL queue',
    unit: 'ms',
    goal: { atMost: 2 },
    ours: { contender: api, drive: halfOf(onPostgres.ours) },
    limit: { contender: limit.contender, drive: halfOf(onPostgres.limit) },
    measure: (leg) => leg.p99Ms,
    beforeLeg,
    onLeg,
  });

  const shape = 'api process, Redis queue';
  const onRedis =
    redisUrl === null
      ? notRun({ ...RATE, shape, goal: AT_LEAST }, 'not run: no Redis')
      : await rate({
          shape,
          goal: AT_LEAST,
          ours: {
            contender: await product('bench redis', { roles: 'api', redisUrl }),
            drive: fullSpeed,
          },
        });

  const evaluating = await rate({
    shape: 'api,worker in one process, evaluating meanwhile, PostgreSQL queue',
    goal: null,
    ours: {
      contender: await product('bench default', { roles: 'api,worker' }),
      drive: fullSpeed,
    },
  });
  return [onPostgres, onRedis, latency, evaluating];
}

function halfOf(highest: number | null): typeof fullSpeed {
  const perSecond = Math.max(1, Math.floor((highest ?? 0) / 2));
  return (to, next, seconds) => steady(to, next, { perSecond, seconds });
}
