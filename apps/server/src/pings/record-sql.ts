// The one statement that stores received pings, and its values.
import type { PingStatus, VerificationState } from '@trackwarden/contracts';
import type { ReceivedPing } from './ping-recorder.js';

/** A ping that is not evaluated by then has lost its job; the sweeper gives it a new one. */
export const STRAY_AFTER_MS = 15_000;

export type RecordRow = {
  id: string;
  pair: string;
  inserted: boolean;
  recheck: boolean;
  deferred: boolean;
  status: PingStatus;
  seen_count: number;
  verification_state: VerificationState;
  http_status: number | null;
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
    column((ping) => ping.scope),
    column((ping) => ping.vouch),
    column((ping) => ping.accessCode),
    column((ping) => ping.accessCode !== null),
    rows.map(({ times }) => times),
    column((ping) => ping.address),
    column((ping) => ping.dateWanted),
    column((ping) => ping.isDeferred),
  ];
}

/** A re-sent ping asks for a new check, unless a person has refused the pair or the first check is due. */
const ASKS = `((pings.status <> 'received' OR pings.evaluation_due_at IS NULL)
  AND NOT (pings.decided_kind IS NOT DISTINCT FROM 'person' AND pings.status IN ('spam', 'rejected')))`;

/** So many re-sends of a pair within an hour are honoured at once; what comes later waits for its end. */
const AT_ONCE = 3;
const WITHIN_THE_HOUR = `(pings.resend_since IS NOT NULL
  AND pings.resend_since > $1::timestamptz - interval '1 hour')`;
const TOO_OFTEN = `(${WITHIN_THE_HOUR} AND pings.resend_count >= ${AT_ONCE})`;
const HONOURED = `(${ASKS} AND NOT ${TOO_OFTEN})`;
const PUT_OFF = `(${ASKS} AND ${TOO_OFTEN})`;
/**
 * Anybody can send a TrackBack for a page that is not theirs: its claims replace those of an earlier
 * TrackBack only, and none that a person has decided on or the public sees.
 */
const RECLAIMED = `(${HONOURED} AND excluded.protocol = 'trackback' AND pings.protocol = 'trackback'
  AND pings.published IS NULL AND pings.decided_kind IS DISTINCT FROM 'person')`;

export const RECORD_PINGS = `
  INSERT INTO pings (id, site_id, target_id, protocol, source, canonical_source, target_given, domain,
    claimed, text_fingerprint, sender_ip, sender_user_agent, scope, vouch, access_code, is_private,
    seen_count, address, date_wanted, deferred, received_at, last_seen_at, evaluation_due_at)
  SELECT row.*, $1::timestamptz, $1::timestamptz,
    CASE WHEN deferred THEN $1::timestamptz + interval '1 day' ELSE $2::timestamptz END
  FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
    $17::text[], $18::boolean[], $19::integer[], $20::text[], $21::boolean[], $22::boolean[])
    AS row (id, site_id, target_id, protocol, source, canonical_source, target_given, domain, claimed,
      text_fingerprint, sender_ip, sender_user_agent, scope, vouch, access_code, is_private,
      seen_count, address, date_wanted, deferred)
  ON CONFLICT (target_id, canonical_source) DO UPDATE SET
    seen_count = pings.seen_count + excluded.seen_count,
    last_seen_at = excluded.last_seen_at,
    resend_since = CASE WHEN ${ASKS} AND NOT ${WITHIN_THE_HOUR} THEN $1::timestamptz ELSE pings.resend_since END,
    resend_count = CASE WHEN NOT ${ASKS} THEN pings.resend_count
      WHEN ${WITHIN_THE_HOUR} THEN pings.resend_count + excluded.seen_count ELSE excluded.seen_count END,
    check_requested_at = CASE WHEN ${HONOURED} THEN $1::timestamptz ELSE pings.check_requested_at END,
    evaluation_due_at = CASE WHEN ${HONOURED} THEN $2::timestamptz ELSE pings.evaluation_due_at END,
    next_check_at = CASE WHEN ${PUT_OFF}
      THEN least(pings.next_check_at, pings.resend_since + interval '1 hour') ELSE pings.next_check_at END,
    claimed = CASE WHEN ${RECLAIMED} THEN excluded.claimed ELSE pings.claimed END,
    -- who decides on what was claimed before is told that it changed
    version = CASE WHEN ${RECLAIMED} AND excluded.claimed <> pings.claimed
      THEN pings.version + 1 ELSE pings.version END,
    -- once by a fresh address is enough
    address = CASE WHEN ${HONOURED} AND excluded.address = 'dated' THEN 'dated' ELSE pings.address END,
    vouch = CASE WHEN ${ASKS} THEN coalesce(excluded.vouch, pings.vouch) ELSE pings.vouch END,
    -- a code that gave no token hid nothing: a ping without one says that the source is public
    is_private = pings.is_private
      AND NOT (${HONOURED} AND excluded.access_code IS NULL AND pings.access_token IS NULL),
    -- a code does not make private what was public: that would be a way to take it down
    access_code = CASE WHEN ${ASKS} AND pings.is_private
      THEN coalesce(excluded.access_code, pings.access_code) ELSE pings.access_code END
  RETURNING id, target_id || ' ' || canonical_source AS pair, xmax = 0 AS inserted,
    coalesce(check_requested_at = $1::timestamptz, false) AS recheck, deferred, status, seen_count,
    verification_state, (verification->>'httpStatus')::integer AS http_status`;
