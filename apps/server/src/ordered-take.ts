// Takes from several budgets in order, in one round trip: who is refused by one spends none of those after it.
import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { preparedQuery } from './database/prepared-query.js';

/** A budget as it stands in the store. `key` is unique over all budgets; durations are seconds. */
export type Budget = { key: string; points: number; duration: number };

/** How many budgets one take can ask for; the statement of PostgreSQL is written for so many. */
export const MOST_BUDGETS = 4;

/** The first budget that was spent, and in how many milliseconds it starts afresh; null: all had a point left. */
export type Spent = { key: string; retryAfterMs: number } | null;

/** On PostgreSQL: each budget is asked for only when the one before it had a point left. */
export async function takeInPostgres(
  dataSource: DataSource,
  budgets: readonly Budget[],
  now: number,
): Promise<Spent> {
  const values = Array.from({ length: MOST_BUDGETS }, (_, at) => {
    const budget = budgets[at];
    return budget ? [budget.key, budget.points, now + budget.duration * 1000] : [null, 0, 0];
  });
  const rows = await preparedQuery<{ key: string; points: number; expire: string }>(
    dataSource,
    'take-in-order',
    TAKE_IN_ORDER,
    [now, ...values.flat()],
  );
  const used = new Map(rows.map((row) => [row.key, row]));
  for (const { key, points } of budgets) {
    const row = used.get(key);
    if (row && row.points > points) return { key, retryAfterMs: Number(row.expire) - now };
  }
  return null;
}

/** On Redis: the same as a script. */
export async function takeInRedis(redis: Redis, budgets: readonly Budget[]): Promise<Spent> {
  const answer = (await redis.eval(
    TAKE_SCRIPT,
    budgets.length,
    ...budgets.map(({ key }) => key),
    ...budgets.flatMap(({ points, duration }) => [points, duration]),
  )) as [number, number];
  const [at, retryAfterMs] = answer;
  const spent = budgets[at - 1];
  return spent ? { key: spent.key, retryAfterMs } : null;
}

/** The parameters of one budget: its key, its points, when it ends if it starts now. */
const parametersOf = (at: number) => [2, 3, 4].map((first) => `$${first + 3 * at}`) as Three;
type Three = [string, string, string];

function step(at: number): string {
  const [key, points, end] = parametersOf(at);
  const [, pointsBefore] = parametersOf(at - 1);
  const before =
    at === 0 ? '' : ` AND EXISTS (SELECT FROM take_${at - 1} WHERE points <= ${pointsBefore}::int)`;
  return `take_${at} AS (
    INSERT INTO rate_limits (key, points, expire)
    SELECT ${key}::text, 1, ${end}::bigint WHERE ${key}::text IS NOT NULL AND ${points}::int > 0${before}
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN rate_limits.expire <= $1::bigint THEN 1 ELSE rate_limits.points + 1 END,
      expire = CASE WHEN rate_limits.expire <= $1::bigint THEN excluded.expire ELSE rate_limits.expire END
    RETURNING key, points, expire)`;
}

const steps = Array.from({ length: MOST_BUDGETS }, (_, at) => at);
const TAKE_IN_ORDER = `
  WITH ${steps.map(step).join(',\n  ')}
  ${steps.map((at) => `SELECT key, points, expire FROM take_${at}`).join(' UNION ALL ')}`;

const TAKE_SCRIPT = `
for at, key in ipairs(KEYS) do
  local points, duration = tonumber(ARGV[2 * at - 1]), tonumber(ARGV[2 * at])
  redis.call('set', key, 0, 'EX', duration, 'NX')
  if redis.call('incr', key) > points then
    return { at, redis.call('pttl', key) }
  end
end
return { 0, 0 }`;
