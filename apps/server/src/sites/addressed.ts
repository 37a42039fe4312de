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

/** A site as its intake stands at this moment: read for each ping, so that a switch acts on the next. */
export type Door = {
  site: SiteEntity;
  /** Neither the site nor the installation is closed. */
  isOpen: boolean;
  /** More comes in than is checked: new pings wait their turn. */
  isFlooded: boolean;
  /** The site has a webhook for `mention.received`. */
  announce: boolean;
};

/** The site behind a key; `target` is null for a site's own key. */
export type Addressed = Door & { target: TargetEntity | null };

type DoorRow = {
  site: SiteEntity | null;
  intakeOpen: boolean;
  flooded: boolean;
  announce: boolean;
};
type Row = DoorRow & { key: string; target: TargetRow | null };
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

  /** The door of a site that is known. */
  async doorOf(site: SiteEntity): Promise<Door | null> {
    return this.find(site.key);
  }

  /** The site that a page belongs to; of several with the same origin the oldest. */
  async findByPage(url: string): Promise<Door | null> {
    const origin = originOf(url);
    if (origin === null) return null;
    const { host } = new URL(origin);
    const origins = [`https://${host}`, `http://${host}`];
    const [row] = await preparedQuery<DoorRow>(this.dataSource, 'look-up-page', LOOK_UP_PAGE, [
      origins,
    ]);
    return row ? doorOf(row) : null;
  }

  private async lookUpTogether(keys: readonly string[]): Promise<(Addressed | null)[]> {
    const distinct = [...new Set(keys)];
    const rows = await preparedQuery<Row>(this.dataSource, 'look-up', LOOK_UP, [distinct]);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => {
      const row = byKey.get(key);
      const door = row ? doorOf(row) : null;
      return row && door ? { ...door, target: row.target && inflate(row.target) } : null;
    });
  }
}

function doorOf({ site, intakeOpen, flooded, announce }: DoorRow): Door | null {
  if (!site) return null;
  return { site, isOpen: intakeOpen && site.settings.intakeOpen, isFlooded: flooded, announce };
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

const DOOR = `to_jsonb(site) AS site,
    EXISTS (SELECT FROM webhooks WHERE site_id = site.id AND enabled
      AND 'mention.received' = ANY (events)) AS announce,
    NOT EXISTS (SELECT FROM intake_closures) AS "intakeOpen",
    EXISTS (SELECT FROM floods WHERE floods.site_id = site.id) AS flooded`;

const LOOK_UP_PAGE = `
  SELECT ${DOOR}
  FROM (SELECT id, key, name, origins, settings, created_at AS "createdAt" FROM sites
    WHERE origins && $1::text[] ORDER BY id LIMIT 1) AS site`;

const LOOK_UP = `
  SELECT asked.key, to_jsonb(target) AS target, ${DOOR}
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
