// The stored likeness of pings: written at a check, and looked up by the keys that a new ping shares with others.
import type { DataSource, EntityManager } from 'typeorm';
import { simhashBands } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { Traits } from './campaign-ties.js';

/** A ping that shares a key with another one. */
export type Candidate = Traits & {
  id: string;
  domain: string;
  campaignId: string | null;
  /** Received within a day of the other. */
  isRecent: boolean;
  isReleased: boolean;
};

type Row = {
  id: string;
  domain: string;
  campaign_id: string | null;
  recent: boolean;
  released_from: string | null;
  simhash: string | null;
  path_shape: string | null;
  name_skeleton: string;
  network: string | null;
  target_id: string;
  is_linked: boolean;
};

type Runner = Pick<DataSource | EntityManager, 'query'>;

/** Answers false when the ping is gone. */
export async function keepLikeness(
  runner: Runner,
  ping: PingEntity,
  traits: Traits,
): Promise<boolean> {
  const rows = await runner.query<unknown[]>(KEEP, [
    ping.id,
    ping.receivedAt,
    ...keysOf(traits),
    traits.isLinked,
  ]);
  return rows.length > 0;
}

/** Pings of the site that share a key with this one, the newest of each key. */
export async function candidatesFor(
  runner: Runner,
  ping: PingEntity,
  traits: Traits,
): Promise<Candidate[]> {
  const [, ...keys] = keysOf(traits);
  const rows = await runner.query<Row[]>(CANDIDATES, [
    ping.id,
    ping.receivedAt,
    ...keys,
    ping.siteId,
  ]);
  return rows.map((row) => ({
    id: row.id,
    domain: row.domain,
    campaignId: row.campaign_id,
    isRecent: row.recent,
    isReleased: row.released_from !== null,
    simhash: row.simhash === null ? null : BigInt.asUintN(64, BigInt(row.simhash)),
    pathShape: row.path_shape,
    nameSkeleton: row.name_skeleton,
    network: row.network,
    targetId: row.target_id,
    isLinked: row.is_linked,
  }));
}

function keysOf({ simhash, pathShape, nameSkeleton, network }: Traits): unknown[] {
  const bands = simhash === null ? [null, null, null, null] : simhashBands(simhash);
  // PostgreSQL has no unsigned numbers: the same 64 bits, read with a sign
  const signed = simhash === null ? null : BigInt.asIntN(64, simhash).toString();
  return [signed, ...bands, pathShape, nameSkeleton, network];
}

const KEEP = `
  INSERT INTO ping_likenesses (ping_id, received_at, simhash, band_0, band_1, band_2, band_3,
    path_shape, name_skeleton, network, is_linked, site_id, target_id)
  SELECT id, $2::timestamptz, $3::bigint, $4::integer, $5::integer, $6::integer, $7::integer,
    $8::text, $9::text, $10::text, $11::boolean, site_id, target_id
  FROM pings WHERE id = $1
  ON CONFLICT (ping_id) DO UPDATE SET simhash = excluded.simhash, band_0 = excluded.band_0,
    band_1 = excluded.band_1, band_2 = excluded.band_2, band_3 = excluded.band_3,
    path_shape = excluded.path_shape, name_skeleton = excluded.name_skeleton,
    network = excluded.network, is_linked = excluded.is_linked, target_id = excluded.target_id
  RETURNING ping_id`;

/** The newest of a key are enough: whoever repeats himself more often has long been found. */
const lookUp = (condition: string): string => `
  (SELECT ping_id FROM ping_likenesses WHERE site_id = $10
    AND received_at BETWEEN $2::timestamptz - interval '30 days' AND $2::timestamptz + interval '1 day'
    AND ${condition} ORDER BY received_at DESC LIMIT 100)`;

/** What a person has approved by itself makes no campaign. */
const CANDIDATES = `
  SELECT pings.id, domain, campaign_id, released_from, simhash, path_shape, name_skeleton, network,
    kept.target_id, is_linked, kept.received_at > $2::timestamptz - interval '1 day' AS recent
  FROM (
    ${lookUp('simhash IS NOT NULL AND band_0 = $3::integer')} UNION
    ${lookUp('simhash IS NOT NULL AND band_1 = $4::integer')} UNION
    ${lookUp('simhash IS NOT NULL AND band_2 = $5::integer')} UNION
    ${lookUp('simhash IS NOT NULL AND band_3 = $6::integer')} UNION
    ${lookUp("name_skeleton <> '' AND name_skeleton = $8::text")} UNION
    ${lookUp('NOT is_linked AND network = $9::text AND path_shape = $7::text')}
  ) AS found
  JOIN ping_likenesses AS kept USING (ping_id) JOIN pings ON pings.id = ping_id
  WHERE ping_id <> $1
    AND NOT (campaign_id IS NULL AND status = 'approved' AND decided_kind = 'person')`;
