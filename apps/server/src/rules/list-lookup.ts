// Finds the block and trust entries that cover a source, its author or its sender.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import ipaddr from 'ipaddr.js';
import type { ListKind } from '@trackwarden/contracts';
import type { Evidence } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { authorKeys, isExcepted, keysOf } from './list-keys.js';

type Row = { id: string; list: ListKind; scope: string; value: string; exceptions: string[] };

/** `senderIp` is null for a page that nobody sent. */
export type Asked = { siteId: string; url: string; senderIp: string | null };

/** The entries that cover it; both may. */
export type Listed = { blocked: string | null; trusted: string | null };

const FIND = `
  SELECT id, list, scope, value, exceptions FROM list_entries
  WHERE site_id = $1 AND (expires_at IS NULL OR expires_at > $2)
    AND (key = ANY($3) OR (network IS NOT NULL AND network >>= $4::inet))
  ORDER BY list, length(key) DESC`;

@Injectable()
export class ListLookup {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What the lists say of an address by itself, and of who sent it. */
  async of({ siteId, url, senderIp }: Asked): Promise<Listed> {
    const rows = await this.find({ siteId, senderIp }, keysOf(url));
    return {
      blocked: blockOf(rows, [url])?.value ?? null,
      trusted: trustOf(rows, url, url, null)?.value ?? null,
    };
  }

  /** The evidence with what the lists say of where the source led, and of who wrote it. */
  async withLists(
    evidence: Evidence,
    ping: PingEntity,
    addresses: readonly (string | null)[],
    author: string | null,
  ): Promise<Evidence> {
    const places = [ping.source, ...addresses.filter((url) => url !== null)];
    const keys = [...places.flatMap(keysOf), ...authorKeys(author, ping.source)];
    const rows = await this.find(ping, keys);
    if (rows.length === 0) return evidence;
    const blocked = blockOf(rows, places);
    const trusted = trustOf(rows, ping.source, places.at(-1) ?? ping.source, author);
    await this.count([blocked, trusted]);
    const { reputation } = evidence;
    return {
      ...evidence,
      reputation: {
        ...reputation,
        blocked: reputation.blocked ?? (blocked && { entry: blocked.value }),
        trusted: reputation.trusted ?? (trusted && { entry: trusted.value }),
      },
    };
  }

  private find({ siteId, senderIp }: Omit<Asked, 'url'>, keys: string[]): Promise<Row[]> {
    const address =
      senderIp !== null && ipaddr.isValid(senderIp) ? ipaddr.process(senderIp).toString() : null;
    return this.dataSource.query<Row[]>(FIND, [siteId, this.clock.now(), keys, address]);
  }

  private async count(entries: (Row | null)[]): Promise<void> {
    const ids = entries.flatMap((entry) => (entry ? [entry.id] : []));
    if (ids.length === 0) return;
    await this.dataSource.query(
      'UPDATE list_entries SET hits = hits + 1, last_hit_at = $2 WHERE id = ANY($1)',
      [ids, this.clock.now()],
    );
  }
}

/** A block covers whoever has the page in the end; an author's word frees nobody from it. */
function blockOf(rows: readonly Row[], places: readonly string[]): Row | null {
  return (
    rows.find(
      ({ list, scope, value, exceptions }) =>
        list === 'block' &&
        (scope === 'network' ||
          scope === 'author' ||
          places.some((place) => covers(scope, value, place) && !isExcepted(place, exceptions))),
    ) ?? null
  );
}

/** Trust does not follow a redirect to somebody else. */
function trustOf(
  rows: readonly Row[],
  source: string,
  final: string,
  author: string | null,
): Row | null {
  return (
    rows.find(({ list, scope, value, exceptions }) => {
      if (list !== 'trust') return false;
      const named = [source, final, ...(author === null ? [] : [author])];
      if (named.some((url) => isExcepted(url, exceptions))) return false;
      if (scope === 'network' || scope === 'author') return true;
      return covers(scope, value, source) && (scope === 'url' || covers(scope, value, final));
    }) ?? null
  );
}

const covers = (scope: string, value: string, url: string): boolean =>
  keysOf(url).includes(`${scope}:${scope === 'url' ? value.replace(/^https?:\/\//, '') : value}`);
