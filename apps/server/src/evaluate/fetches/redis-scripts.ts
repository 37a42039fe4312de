// The steps of the ledger as Redis runs them, each as a whole; times are milliseconds of our clock.
import {
  FIRST_REST_MS,
  FORGET_AFTER_MS,
  FORGET_REST_AFTER_MS,
  LONGEST_REST_MS,
  MOST_RESULT_BYTES,
  RESULT_LIVES_MS,
} from './fetch-ledger.js';

/**
 * KEYS: fetch, host, fetches under way at the host.
 * ARGV: holder, now, lease until, fresh from, at once, patience. Answers turn, standing, result.
 */
export const CLAIM_SCRIPT = `
local now, patience = tonumber(ARGV[2]), tonumber(ARGV[6])
local fetch = redis.call('HMGET', KEYS[1], 'began', 'lease', 'result')
local began, lease, result = tonumber(fetch[1]), tonumber(fetch[2]), fetch[3]
local host = redis.call('HMGET', KEYS[2], 'unlinked', 'timeouts', 'failing', 'rests', 'asked')
local unlinked, rests, asked = tonumber(host[1] or 0), tonumber(host[4] or 0), tonumber(host[5] or 0)
local function answer(turn, value) return { turn, host, value or false } end
if lease and lease > now then return answer('busy') end
if not lease and result and began >= tonumber(ARGV[4]) then return answer('shared', result) end
if asked > now then return answer('asked') end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
local running = redis.call('ZCARD', KEYS[3])
if running >= tonumber(ARGV[5]) then return answer('busy') end
if unlinked + running >= patience then
  if unlinked >= patience and rests > now then return answer('rests') end
  if running > 0 then return answer('busy') end
end
redis.call('HDEL', KEYS[1], 'result')
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'began', now, 'lease', ARGV[3])
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) - now + ${RESULT_LIVES_MS})
redis.call('ZADD', KEYS[3], ARGV[3], KEYS[1])
redis.call('PEXPIRE', KEYS[3], tonumber(ARGV[3]) - now + ${RESULT_LIVES_MS})
return answer('ours')`;

/** KEYS: fetch, fetches under way at the host. ARGV: holder. */
export const RELEASE_SCRIPT = `
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], KEYS[1])`;

/**
 * KEYS: fetch, fetches under way at the host, the results kept, their size. ARGV: holder, result.
 * The oldest results make room for new ones.
 */
export const STORE_SCRIPT = `
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return end
redis.call('HDEL', KEYS[1], 'lease')
redis.call('ZREM', KEYS[2], KEYS[1])
redis.call('PEXPIRE', KEYS[1], ${RESULT_LIVES_MS})
if #ARGV[2] == 0 then return end
redis.call('HSET', KEYS[1], 'result', ARGV[2])
redis.call('LPUSH', KEYS[3], #ARGV[2] .. ' ' .. KEYS[1])
local size = redis.call('INCRBY', KEYS[4], #ARGV[2])
while size > ${MOST_RESULT_BYTES} do
  local oldest = redis.call('RPOP', KEYS[3])
  if not oldest then break end
  local space = string.find(oldest, ' ')
  redis.call('HDEL', string.sub(oldest, space + 1), 'result')
  size = redis.call('DECRBY', KEYS[4], tonumber(string.sub(oldest, 1, space - 1)))
end
redis.call('PEXPIRE', KEYS[3], ${2 * RESULT_LIVES_MS})
redis.call('PEXPIRE', KEYS[4], ${2 * RESULT_LIVES_MS})`;

/** KEYS: host. ARGV: now, failing (0 or 1), timed out (0 or 1), asked until or 0, patience. */
export const UNLINKED_SCRIPT = `
local now = tonumber(ARGV[1])
local unlinked = redis.call('HINCRBY', KEYS[1], 'unlinked', 1)
redis.call('HINCRBY', KEYS[1], 'timeouts', ARGV[3])
redis.call('HSET', KEYS[1], 'failing', ARGV[2])
local keep = ${FORGET_AFTER_MS}
local asked = tonumber(ARGV[4])
if asked > 0 then
  redis.call('HSET', KEYS[1], 'asked', ARGV[4])
  keep = keep + asked - now
end
local over = unlinked - tonumber(ARGV[5])
if over >= 0 then
  local rest = math.min(${LONGEST_REST_MS}, ${FIRST_REST_MS} * 2 ^ math.min(over, 30))
  redis.call('HSET', KEYS[1], 'rests', string.format('%.0f', now + rest))
  keep = rest + ${FORGET_REST_AFTER_MS}
end
redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), string.format('%.0f', keep)))`;
