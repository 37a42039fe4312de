// Finds what a ping is addressed to: by the key in a TrackBack address, or by the page itself.
import DataLoader from 'dataloader';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { originOf } from '@trackwarden/protocol';
import { oneAtATime } from '../database/one-at-a-time.js';
import { preparedQuery } from '../database/prepared-query.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { isKey } from './keys.js';

/** The site behind a key; `target` is null for a site's own key. */
export type Addressed = {
  site: SiteEntity;
  target: TargetEntity | null;
  /** The site has a webhook for `mention.received`. */
  announce: boolean;
};

type Row = { key: string; site: SiteEntity | null; target: TargetRow | null; announce: boolean };
type TargetRow = {
  [K in keyof TargetEntity]: TargetEntity[K] extends Date | null ? string | null : TargetEntity[K];
};

@Injectable()
export class AddressBook {
  private readonly turns = oneAtATime();
  private readonly lookups = new DataLoader<string, Addressed | null>(
    (keys) => this.turns.run(() => this.lookUpTogether(keys)),
    // never cached: a switch that closes a site acts on the next ping
    { cache: false, maxBatchSize: 500, batchScheduleFn: this.turns.schedule },
  );

  constructor(private readonly dataSource: DataSource) {}

  async find(key: string): Promise<Addressed | null> {
    return isKey(key) ? this.lookups.load(key) : null;
  }

  /** The site that a page belongs to; of several with the same origin the oldest. */
  async findByPage(url: string): Promise<Omit<Addressed, 'target'> | null> {
    const origin = originOf(url);
    if (origin === null) return null;
    const { host } = new URL(origin);
    const origins = [`https://${host}`, `http://${host}`];
    const [row] = await preparedQuery<Omit<Row, 'key' | 'target'>>(
      this.dataSource,
      'look-up-page',
      LOOK_UP_PAGE,
      [origins],
    );
    return row?.site ? { site: row.site, announce: row.announce } : null;
  }

  private async lookUpTogether(keys: readonly string[]): Promise<(Addressed | null)[]> {
    const distinct = [...new Set(keys)];
    const rows = await preparedQuery<Row>(this.dataSource, 'look-up', LOOK_UP, [distinct]);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => {
      const row = byKey.get(key);
      if (!row?.site) return null;
      const { site, target, announce } = row;
      return { site, target: target && inflate(target), announce };
    });
  }
}

function inflate(target: TargetRow): TargetEntity {
  return {
    ...target,
    closesAt: dateOf(target.closesAt),
    publishedAt: dateOf(target.publishedAt),
    checkedAt: dateOf(target.checkedAt),
    createdAt: new Date(target.createdAt ?? 0),
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

const ANNOUNCE = `EXISTS (SELECT FROM webhooks WHERE site_id = site.id AND enabled
      AND 'mention.received' = ANY (events)) AS announce`;

const LOOK_UP_PAGE = `
  SELECT to_jsonb(site) AS site, ${ANNOUNCE}
  FROM (SELECT id, key, name, origins, settings, created_at AS "createdAt" FROM sites
    WHERE origins && $1::text[] ORDER BY id LIMIT 1) AS site`;

const LOOK_UP = `
  SELECT asked.key, to_jsonb(site) AS site, to_jsonb(target) AS target, ${ANNOUNCE}
  FROM unnest($1::text[]) AS asked (key)
  LEFT JOIN LATERAL (
    SELECT id, site_id AS "siteId", key, url, canonical_url AS "canonicalUrl", title, kind, passphrase,
      closes_at AS "closesAt", alias_of AS "aliasOf", is_found AS "isFound", published_at AS "publishedAt",
      checked_at AS "checkedAt", http_status AS "httpStatus", is_missing AS "isMissing",
      created_at AS "createdAt"
    FROM targets
    -- the key of an alias is one of the page that it stands for
    WHERE targets.id = (SELECT coalesce(alias_of, id) FROM targets AS named WHERE named.key = asked.key)
  ) AS target ON true
  LEFT JOIN LATERAL (
    SELECT id, key, name, origins, settings, created_at AS "createdAt" FROM sites
    WHERE sites.id = target."siteId" OR (target.id IS NULL AND sites.key = asked.key)
  ) AS site ON true`;
