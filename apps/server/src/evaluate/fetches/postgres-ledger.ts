// The ledger of fetches in PostgreSQL, for a fleet without Redis: one small statement per step.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { preparedQuery } from '../../database/prepared-query.js';
import {
  blankStanding,
  FIRST_REST_MS,
  FORGET_AFTER_MS,
  FORGET_REST_AFTER_MS,
  LONGEST_REST_MS,
  MOST_RESULT_BYTES,
  RESULT_LIVES_MS,
  type Ask,
  type Claim,
  type FetchLedger,
  type Lease,
  type Outcome,
  type Standing,
} from './fetch-ledger.js';

type HostRow = {
  unlinked: number | null;
  timeouts: number;
  is_failing: boolean;
  rests_until: Date | null;
  asked_until: Date | null;
};
type ClaimRow = HostRow & { is_ours: boolean; is_running: boolean; result: Buffer | null };

// $1 key, $2 host, $3 holder, $4 now, $5 lease until, $6 fresh from, $7 at once, $8 patience
const CLAIM = `
  WITH known AS (SELECT * FROM source_hosts WHERE host = $2),
  running AS (SELECT count(*)::int AS count FROM source_fetches
    WHERE host = $2 AND lease_until > $4::timestamptz),
  ours AS (
    INSERT INTO source_fetches AS f (key, host, holder, began_at, lease_until)
    SELECT $1, $2, $3, $4::timestamptz, $5::timestamptz FROM running LEFT JOIN known ON true
    WHERE running.count < $7::int
      AND coalesce(known.asked_until <= $4::timestamptz, true)
      AND (coalesce(known.unlinked, 0) + running.count < $8::int
        -- one at a time, once a rest is over
        OR (running.count = 0 AND coalesce(known.rests_until <= $4::timestamptz, true)))
    ON CONFLICT (key) DO UPDATE SET host = excluded.host, holder = excluded.holder,
      began_at = excluded.began_at, lease_until = excluded.lease_until, result = NULL
    WHERE CASE WHEN f.lease_until IS NULL
      THEN f.result IS NULL OR f.began_at < $6::timestamptz ELSE f.lease_until <= $4::timestamptz END
    RETURNING key)
  SELECT EXISTS (SELECT FROM ours) AS is_ours,
    f.lease_until > $4::timestamptz OR running.count >= $7::int
      OR (running.count > 0 AND coalesce(known.rests_until <= $4::timestamptz, true)) AS is_running,
    CASE WHEN f.began_at >= $6::timestamptz THEN f.result END AS result,
    known.unlinked, known.timeouts, known.is_failing, known.rests_until, known.asked_until
  FROM running LEFT JOIN known ON true LEFT JOIN source_fetches f ON f.key = $1`;

const STANDING = `
  SELECT unlinked, timeouts, is_failing, rests_until, asked_until FROM source_hosts WHERE host = $1`;

// $1 key, $2 holder, $3 result
const STORE = `UPDATE source_fetches SET lease_until = NULL, result =
    CASE WHEN (SELECT coalesce(sum(octet_length(result)), 0) FROM source_fetches)
      < ${MOST_RESULT_BYTES} THEN $3::bytea END
  WHERE key = $1 AND holder = $2`;

const FORGIVE = `UPDATE source_hosts SET unlinked = 0, is_failing = false, rests_until = NULL`;

const SETTLE_LINKED = `
  WITH stored AS (${STORE}) ${FORGIVE} WHERE host = ANY($4::text[]) AND (unlinked > 0 OR is_failing)`;

/** Until when a host rests after so many fetches in a row. */
const restAfter = (unlinked: string): string => `CASE WHEN ${unlinked} >= $8::int
  THEN $7::timestamptz + interval '1 millisecond' * least(${LONGEST_REST_MS},
    ${FIRST_REST_MS} * power(2, least(${unlinked} - $8::int, 30))) END`;

const milliseconds = (ms: number): string => `interval '${ms} milliseconds'`;

// $4 hosts, $5 asked until, $6 failing and timeouts as one number: 0 read, 1 failed, 2 timed out, $7 now, $8 patience
const SETTLE_UNLINKED = `
  WITH stored AS (${STORE})
  INSERT INTO source_hosts AS h
    (host, unlinked, timeouts, is_failing, rests_until, asked_until, forget_at)
  SELECT host, 1, ($6::int = 2)::int, $6::int > 0, ${restAfter('1')}, asked,
    greatest($7::timestamptz, asked) + ${milliseconds(FORGET_AFTER_MS)}
  FROM unnest($4::text[], $5::timestamptz[]) AS given (host, asked)
  ON CONFLICT (host) DO UPDATE SET
    unlinked = h.unlinked + 1,
    timeouts = h.timeouts + excluded.timeouts,
    is_failing = excluded.is_failing,
    rests_until = coalesce(${restAfter('h.unlinked + 1')}, h.rests_until),
    asked_until = greatest(h.asked_until, excluded.asked_until),
    forget_at = greatest(excluded.forget_at,
      ${restAfter('h.unlinked + 1')} + ${milliseconds(FORGET_REST_AFTER_MS)})`;

@Injectable()
export class PostgresLedger implements FetchLedger {
  /** Claims for a host follow one another, so that each counts those before it. */
  private readonly claiming = new Map<string, Promise<unknown>>();

  constructor(private readonly dataSource: DataSource) {}

  async claim(ask: Ask): Promise<Claim> {
    const before = this.claiming.get(ask.host) ?? Promise.resolve();
    const claim = before.then(() => this.claimNow(ask));
    const ended = claim.catch(() => undefined);
    this.claiming.set(ask.host, ended);
    try {
      return await claim;
    } finally {
      if (this.claiming.get(ask.host) === ended) this.claiming.delete(ask.host);
    }
  }

  private async claimNow(ask: Ask): Promise<Claim> {
    const { key, host, holder, now, leaseUntil, mostAtOnce, patience } = ask;
    const oldest = new Date(Math.max(ask.freshFrom.getTime(), now.getTime() - RESULT_LIVES_MS));
    const [row] = await preparedQuery<ClaimRow>(this.dataSource, 'claim-fetch', CLAIM, [
      ...[key, host, holder, now, leaseUntil, oldest, mostAtOnce, patience],
    ]);
    if (!row) throw new Error('the claim of a fetch answered nothing');
    const standing = standingOf(row);
    if (row.is_ours) return { turn: 'ours', standing };
    if (row.result) return { turn: 'shared', standing, result: row.result };
    if (standing.askedUntil && standing.askedUntil > now) return { turn: 'asked', standing };
    const rests = standing.unlinked >= patience && !row.is_running;
    return { turn: rests ? 'rests' : 'busy', standing };
  }

  async standing(host: string): Promise<Standing> {
    const [row] = await preparedQuery<HostRow>(this.dataSource, 'host-standing', STANDING, [host]);
    return row ? standingOf(row) : blankStanding;
  }

  async settle({ key, holder }: Lease, outcome: Outcome): Promise<void> {
    // sorted: two that meet take the rows in the same order
    const hosts = [...new Set(outcome.hosts)].sort();
    const { isLinked, isFailure, isTimeout, asked, now, patience, result } = outcome;
    if (isLinked) {
      const values = [key, holder, result, hosts];
      await preparedQuery(this.dataSource, 'settle-linked', SETTLE_LINKED, values);
      return;
    }
    const askedUntil = hosts.map((host) => (asked?.host === host ? asked.until : null));
    const failure = isTimeout ? 2 : Number(isFailure);
    const values = [key, holder, result, hosts, askedUntil, failure, now, patience];
    await preparedQuery(this.dataSource, 'settle-unlinked', SETTLE_UNLINKED, values);
  }

  async release({ key, holder }: Lease): Promise<void> {
    await this.dataSource.query('DELETE FROM source_fetches WHERE key = $1 AND holder = $2', [
      key,
      holder,
    ]);
  }

  async forgive(hosts: readonly string[]): Promise<void> {
    await this.dataSource.query(`${FORGIVE} WHERE host = ANY($1)`, [hosts]);
  }
}

function standingOf(row: HostRow): Standing {
  if (row.unlinked === null) return blankStanding;
  return {
    unlinked: row.unlinked,
    timeouts: row.timeouts,
    isFailing: row.is_failing,
    restsUntil: row.rests_until,
    askedUntil: row.asked_until,
  };
}
