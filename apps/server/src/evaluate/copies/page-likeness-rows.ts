// The stored passages of pages around their links, and those that may be nearly the same as one.
import type { DataSource } from 'typeorm';
import type { PageLikeness } from '@trackwarden/scoring';
import type { PingEntity } from '../../database/entities/ping.entity.js';

/** What a page says of when and where it was published. */
export type Provenance = {
  publishedAt: Date | null;
  /** Registrable domain of the page that it names as its original, when that is another one. */
  originalAt: string | null;
  /** Copies of it that it names itself, in canonical form. */
  syndicatedTo: readonly string[];
};

/** A page that shares a hash with another one. */
export type LikePage = Provenance & {
  pingId: string;
  domain: string;
  receivedAt: Date;
  words: readonly string[];
};

type Row = {
  ping_id: string;
  domain: string;
  received_at: Date;
  published_at: Date | null;
  original_at: string | null;
  syndicated_to: string[];
  words: string;
};

export async function keepPage(
  dataSource: DataSource,
  ping: PingEntity,
  { words, sketch }: PageLikeness,
  { publishedAt, originalAt, syndicatedTo }: Provenance,
): Promise<void> {
  await dataSource.query(KEEP, [
    ...[ping.id, publishedAt, words.join(' '), ...sketch],
    ...[originalAt, syndicatedTo],
  ]);
}

/** Pages of other domains that pinged the site, the first of each hash. */
export async function pagesLike(
  dataSource: DataSource,
  { siteId, domain }: PingEntity,
  { sketch }: PageLikeness,
): Promise<LikePage[]> {
  const rows = await dataSource.query<Row[]>(LIKE, [siteId, domain, ...sketch]);
  return rows.map((row) => ({
    pingId: row.ping_id,
    domain: row.domain,
    receivedAt: row.received_at,
    publishedAt: row.published_at,
    originalAt: row.original_at,
    syndicatedTo: row.syndicated_to,
    words: row.words.split(' '),
  }));
}

// a ping that was deleted meanwhile keeps nothing
const KEEP = `
  INSERT INTO page_likenesses (ping_id, site_id, domain, received_at, published_at, words,
    hash_0, hash_1, hash_2, hash_3, original_at, syndicated_to)
  SELECT id, site_id, domain, received_at, $2::timestamptz, $3::text,
    $4::integer, $5::integer, $6::integer, $7::integer, $8::text, $9::text[]
  FROM pings WHERE id = $1
  ON CONFLICT (ping_id) DO UPDATE SET domain = excluded.domain,
    published_at = excluded.published_at, words = excluded.words, hash_0 = excluded.hash_0,
    hash_1 = excluded.hash_1, hash_2 = excluded.hash_2, hash_3 = excluded.hash_3,
    original_at = excluded.original_at, syndicated_to = excluded.syndicated_to`;

/**
 * The first ones tell which is the original; how many more there are is of no matter. The page's own domain is
 * left out of what was found: however many pages it sends, no look-up reads them all.
 */
const lookUp = (condition: string): string => `
  (SELECT ping_id FROM (SELECT ping_id, domain, received_at FROM page_likenesses
    WHERE site_id = $1 AND ${condition} ORDER BY received_at LIMIT 200) AS first
   WHERE domain <> $2 ORDER BY received_at LIMIT 50)`;

const LIKE = `
  SELECT ping_id, domain, received_at, published_at, original_at, syndicated_to, words FROM page_likenesses
  WHERE ping_id IN (${['hash_0 = $3', 'hash_1 = $4', 'hash_2 = $5', 'hash_3 = $6'].map(lookUp).join(' UNION ')})
  ORDER BY received_at, ping_id`;
