// Finds what a key in a TrackBack address stands for; lookups that arrive together share one query.
import DataLoader from 'dataloader';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
type TargetRow = Omit<TargetEntity, 'closesAt'> & { closesAt: string | null };

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
  return { ...target, closesAt: target.closesAt ? new Date(target.closesAt) : null };
}

const LOOK_UP = `
  SELECT asked.key, to_jsonb(site) AS site, to_jsonb(target) AS target,
    EXISTS (SELECT FROM webhooks WHERE site_id = site.id AND enabled
      AND 'mention.received' = ANY (events)) AS announce
  FROM unnest($1::text[]) AS asked (key)
  LEFT JOIN LATERAL (
    SELECT id, site_id AS "siteId", key, url, canonical_url AS "canonicalUrl", title, kind, passphrase,
      closes_at AS "closesAt", created_at AS "createdAt" FROM targets WHERE targets.key = asked.key
  ) AS target ON true
  LEFT JOIN LATERAL (
    SELECT id, key, name, origins, settings, created_at AS "createdAt" FROM sites
    WHERE sites.id = target."siteId" OR (target.id IS NULL AND sites.key = asked.key)
  ) AS site ON true`;
