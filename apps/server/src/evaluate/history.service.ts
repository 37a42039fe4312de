// What the site already knows: earlier decisions about the source, repeats of the same text, the campaign.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  sourceKeys,
  type Campaign,
  type Evidence,
  type Repeats,
  type Reputation,
  type SourceHistory,
} from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { publicNetworkOf } from '../sender-network.js';
import { CampaignDetection } from './campaign-detection.js';
import { CopyDetection } from './copies/copy-detection.js';
import type { SourceReading } from './read-source.js';
import { SourceHistories } from './source-histories.js';

export type History = {
  domain: Reputation['domain'];
  sources: readonly SourceHistory[];
  repeats: Repeats;
};

type Row = { earlier: number; same_text: number; same_source: number };

@Injectable()
export class HistoryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly campaigns: CampaignDetection,
    private readonly sources: SourceHistories,
    private readonly copies: CopyDetection,
  ) {}

  async of(ping: PingEntity): Promise<History> {
    const network = publicNetworkOf(ping.senderIp);
    const keys = [
      ...sourceKeys(ping.source, null),
      ...(network === null ? [] : [{ scope: 'network' as const, key: network }]),
    ];
    const [rows, sources] = await Promise.all([
      this.dataSource.query<Row[]>(HISTORY, [
        ping.id,
        ping.siteId,
        ping.domain,
        ping.receivedAt,
        ping.textFingerprint,
        ping.canonicalSource,
      ]),
      this.sources.of(ping, keys),
    ]);
    const [row] = rows;
    if (!row) throw new Error('the history query returned no row');
    const domain = sources.find(({ scope }) => scope === 'domain');
    return {
      domain: {
        approved: domain?.approved ?? 0,
        spam: domain?.spam ?? 0,
        firstSeen: row.earlier === 0,
      },
      sources,
      repeats: { sameText: row.same_text, sameSource: row.same_source },
    };
  }

  /** The same, with the author whom the page names, where that is not just anybody's word. */
  async withAuthor(history: History, ping: PingEntity, author: string | null): Promise<History> {
    const keys = sourceKeys(ping.source, author).filter(({ scope }) => scope === 'author');
    if (keys.length === 0) return history;
    return { ...history, sources: [...history.sources, ...(await this.sources.of(ping, keys))] };
  }

  /** What the ping is one of, as its page shows; null for a ping of its own. */
  campaignOf(ping: PingEntity, reading: SourceReading): Promise<Campaign | null> {
    return this.campaigns.place(ping, reading);
  }

  /** The evidence with what the page is a copy of. */
  async withCopies(
    evidence: Evidence,
    ping: PingEntity,
    reading: SourceReading,
  ): Promise<Evidence> {
    return { ...evidence, copies: await this.copies.of(ping, evidence, reading) };
  }
}

// earlier means received before, so that a second check says the same
const HISTORY = `
  SELECT
    (SELECT count(*)::int FROM (SELECT FROM pings WHERE site_id = $2 AND domain = $3 AND id <> $1
      AND received_at < $4 LIMIT 1) AS found) AS earlier,
    (SELECT count(*)::int FROM (SELECT FROM pings WHERE site_id = $2 AND text_fingerprint = $5 AND id <> $1
      AND canonical_source <> $6 AND received_at > $4::timestamptz - interval '7 days' LIMIT 100) AS found) AS same_text,
    (SELECT count(*)::int FROM (SELECT FROM pings WHERE site_id = $2 AND domain = $3 AND id <> $1
      AND canonical_source = $6 AND received_at > $4::timestamptz - interval '7 days' LIMIT 100) AS found) AS same_source`;
