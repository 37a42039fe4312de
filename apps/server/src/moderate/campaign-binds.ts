// What the members of a campaign have in common, in words for a moderator.
import type { DataSource } from 'typeorm';
import type { CampaignDetail } from '@trackwarden/contracts';

type Row = {
  members: number;
  texts: number;
  names: number;
  name: string | null;
  paths: number;
  path: string | null;
  networks: number;
  network: string | null;
  targets: number;
};

/** What so large a share has in common binds them. */
const MOST = 0.7;

/** The commonest value of each key, and how many members have it. */
const KEYS = `
  WITH members AS (
    SELECT kept.* FROM pings JOIN ping_likenesses AS kept ON ping_id = id
    WHERE campaign_id = $1 ORDER BY pings.received_at DESC LIMIT 1000
  )
  SELECT count(*)::int AS members, count(simhash)::int AS texts,
    (SELECT mode() WITHIN GROUP (ORDER BY name_skeleton) FROM members WHERE name_skeleton <> '') AS name,
    (SELECT count(*)::int FROM members WHERE name_skeleton <> '' GROUP BY name_skeleton
      ORDER BY 1 DESC LIMIT 1) AS names,
    (SELECT mode() WITHIN GROUP (ORDER BY path_shape) FROM members) AS path,
    (SELECT count(path_shape)::int FROM members GROUP BY path_shape ORDER BY 1 DESC LIMIT 1) AS paths,
    (SELECT mode() WITHIN GROUP (ORDER BY network) FROM members) AS network,
    (SELECT count(network)::int FROM members GROUP BY network ORDER BY 1 DESC LIMIT 1) AS networks,
    (SELECT count(*)::int FROM members GROUP BY target_id ORDER BY 1 DESC LIMIT 1) AS targets
  FROM members`;

export async function bindsOf(
  dataSource: DataSource,
  campaignId: string,
): Promise<CampaignDetail['binds']> {
  const [row] = await dataSource.query<Row[]>(KEYS, [campaignId]);
  if (row === undefined || row.members === 0) return [];
  const isCommon = (count: number | null): boolean => (count ?? 0) >= MOST * row.members;
  const binds: (CampaignDetail['binds'][number] | false)[] = [
    isCommon(row.texts) && { by: 'text', because: 'Nearly the same text' },
    isCommon(row.names) && { by: 'name', because: `The name “${row.name ?? ''}”` },
    isCommon(row.paths) && { by: 'path', because: `Addresses of the shape ${row.path ?? ''}` },
    isCommon(row.networks) && { by: 'network', because: `Sent from ${row.network ?? ''}` },
    isCommon(row.targets) && { by: 'target', because: 'For the same page of yours' },
  ];
  return binds.filter((bind) => bind !== false);
}
