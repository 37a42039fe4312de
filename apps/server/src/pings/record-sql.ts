// The one statement that stores received pings, and its values.
import type { PingStatus } from '@trackwarden/contracts';
import type { ReceivedPing } from './ping-recorder.js';

/** A ping that is not evaluated by then has lost its job; the sweeper gives it a new one. */
export const STRAY_AFTER_MS = 15_000;

export type RecordRow = {
  id: string;
  pair: string;
  inserted: boolean;
  recheck: boolean;
  status: PingStatus;
  seen_count: number;
};

/** What makes two pings the same one. */
export function pairOf(ping: Pick<ReceivedPing, 'targetId' | 'canonicalSource'>): string {
  return `${ping.targetId} ${ping.canonicalSource}`;
}

/** Values for {@link RECORD_PINGS}: one row per pair, with how often the batch holds it. */
export function recordValues(
  pings: readonly ReceivedPing[],
  now: Date,
  due: Date,
  newId: () => string,
): unknown[] {
  const byPair = new Map<string, { ping: ReceivedPing; times: number }>();
  for (const ping of pings) {
    const pair = pairOf(ping);
    const known = byPair.get(pair);
    if (known) known.times += 1;
    else byPair.set(pair, { ping, times: 1 });
  }
  // sorted, so that two batches which meet lock the same rows in the same order
  const rows = [...byPair].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const column = <T>(value: (ping: ReceivedPing) => T): T[] => rows.map(({ ping }) => value(ping));
  return [
    now,
    due,
    column(() => newId()),
    column((ping) => ping.siteId),
    column((ping) => ping.targetId),
    column((ping) => ping.protocol),
    column((ping) => ping.source),
    column((ping) => ping.canonicalSource),
    column((ping) => ping.targetGiven),
    column((ping) => ping.domain),
    column((ping) => JSON.stringify(ping.claimed)),
    column((ping) => ping.textFingerprint),
    column((ping) => ping.sender.ip),
    column((ping) => ping.sender.userAgent),
    rows.map(({ times }) => times),
  ];
}

/** What could not be proven, and no person decided, is looked at again when it is pinged again. */
const RECHECK = `pings.decided_kind IS DISTINCT FROM 'person'
  AND pings.status <> 'received'
  AND pings.verification_state IN ('no-link', 'gone', 'unreachable')`;

export const RECORD_PINGS = `
  INSERT INTO pings (id, site_id, target_id, protocol, source, canonical_source, target_given, domain,
    claimed, text_fingerprint, sender_ip, sender_user_agent, seen_count, received_at, last_seen_at,
    evaluation_due_at)
  SELECT row.*, $1::timestamptz, $1::timestamptz, $2::timestamptz
  FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::integer[]) AS row
  ON CONFLICT (target_id, canonical_source) DO UPDATE SET
    seen_count = pings.seen_count + excluded.seen_count,
    last_seen_at = excluded.last_seen_at,
    evaluation_due_at = CASE WHEN ${RECHECK} THEN excluded.evaluation_due_at ELSE pings.evaluation_due_at END
  RETURNING id, target_id || ' ' || canonical_source AS pair, xmax = 0 AS inserted,
    ${RECHECK} AS recheck, status, seen_count`;
