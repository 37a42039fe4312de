// What the site already knows: earlier decisions about the domain, repeats of the same text, the campaign.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Campaign, Repeats, Reputation } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { CampaignDetection } from './campaign-detection.js';
import type { SourceReading } from './read-source.js';

export type History = { domain: Reputation['domain']; repeats: Repeats };

type Row = {
  approved: number;
  spam: number;
  earlier: number;
  same_text: number;
  same_source: number;
};

@Injectable()
export class HistoryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly campaigns: CampaignDetection,
  ) {}

  async of(ping: PingEntity): Promise<History> {
    const [row] = await this.dataSource.query<Row[]>(HISTORY, [
      ping.id,
      ping.siteId,
      ping.domain,
      ping.receivedAt,
      ping.textFingerprint,
      ping.canonicalSource,
    ]);
    if (!row) throw new Error('the history query returned no row');
    return {
      domain: { approved: row.approved, spam: row.spam, firstSeen: row.earlier === 0 },
      repeats: { sameText: row.same_text, sameSource: row.same_source },
    };
  }

  /** What the ping is one of, as its page shows; null for a ping of its own. */
  campaignOf(ping: PingEntity, reading: SourceReading): Promise<Campaign | null> {
    return this.campaigns.place(ping, reading);
  }
}

// only what people decided teaches; earlier means received before, so that a second check says the same
const HISTORY = `
  SELECT
    (SELECT count(*)::int FROM pings WHERE site_id = $2 AND domain = $3 AND id <> $1
      AND status = 'approved' AND decided_kind = 'person') AS approved,
    (SELECT count(*)::int FROM pings WHERE site_id = $2 AND domain = $3 AND id <> $1
      AND status = 'spam' AND decided_kind = 'person') AS spam,
    (SELECT count(*)::int FROM (SELECT FROM pings WHERE site_id = $2 AND domain = $3 AND id <> $1
      AND received_at < $4 LIMIT 1) AS found) AS earlier,
    (SELECT count(*)::int FROM (SELECT FROM pings WHERE site_id = $2 AND text_fingerprint = $5 AND id <> $1
      AND canonical_source <> $6 AND received_at > $4::timestamptz - interval '7 days' LIMIT 100) AS found) AS same_text,
    (SELECT count(*)::int FROM (SELECT FROM pings WHERE site_id = $2 AND domain = $3 AND id <> $1
      AND canonical_source = $6 AND received_at > $4::timestamptz - interval '7 days' LIMIT 100) AS found) AS same_source`;
