// Finds out at a check whether a ping is one of many that one hand sends, and groups them.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { likenessOf, type Campaign } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { campaignExtent, lockCampaignsOf } from '../pings/campaign-rows.js';
import { STRAY_AFTER_MS } from '../pings/record-sql.js';
import { JobQueue } from '../queue/job-queue.js';
import { senderKeysOf } from '../sender-network.js';
import { groupingOf } from './campaign-grouping.js';
import type { Traits } from './campaign-ties.js';
import { extractedFrom } from './evaluated-ping.js';
import { candidatesFor, keepLikeness } from './likeness-rows.js';
import type { SourceReading } from './read-source.js';

@Injectable()
export class CampaignDetection {
  private readonly logger = new Logger('campaigns');

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** The campaign of the ping after this check; null for a ping of its own. */
  async place(ping: PingEntity, reading: SourceReading): Promise<Campaign | null> {
    const known = ping.campaignId ?? (await this.find(ping, traitsOf(ping, reading)));
    return known === null ? null : campaignExtent(this.dataSource.manager, known);
  }

  /**
   * Of pings that come at once each keeps its likeness before it looks for others: the last to
   * look sees all. Only who has found enough waits for the site's turn.
   */
  private async find(ping: PingEntity, traits: Traits): Promise<string | null> {
    if (!(await keepLikeness(this.dataSource, ping, traits))) return null;
    const looked = await candidatesFor(this.dataSource, ping, traits);
    if (groupingOf({ domain: ping.domain, traits }, looked).do === 'none') return null;
    const { campaignId, changed } = await this.dataSource.transaction((manager) =>
      this.group(manager, ping, traits),
    );
    if (changed && campaignId !== null) {
      this.logger.log({ msg: 'campaign', campaign: campaignId, site: ping.siteId });
      await this.queue.enqueue('rescore', [
        { jobId: `${campaignId}-${ping.id}`, payload: { campaignId } },
      ]);
    }
    return campaignId;
  }

  private async group(
    manager: EntityManager,
    ping: PingEntity,
    traits: Traits,
  ): Promise<{ campaignId: string | null; changed: boolean }> {
    await lockCampaignsOf(manager, ping.siteId);
    const [own] = await manager.query<{ campaign_id: string | null }[]>(
      'SELECT campaign_id FROM pings WHERE id = $1',
      [ping.id],
    );
    // somebody else has taken it along meanwhile
    if (own?.campaign_id !== null) return { campaignId: own?.campaign_id ?? null, changed: false };
    const candidates = await candidatesFor(manager, ping, traits);
    const grouping = groupingOf({ domain: ping.domain, traits }, candidates);
    switch (grouping.do) {
      case 'none':
        return { campaignId: null, changed: false };
      case 'release':
        await release(manager, ping.id, candidates);
        return { campaignId: null, changed: false };
      case 'join':
      case 'make': {
        const campaignId = grouping.do === 'join' ? grouping.campaignId : uuidv7();
        if (grouping.do === 'make') await this.make(manager, campaignId, ping);
        await this.add(manager, campaignId, ping, grouping.others);
        return { campaignId, changed: grouping.others.length > 0 };
      }
    }
  }

  private make(manager: EntityManager, id: string, { siteId, receivedAt }: PingEntity) {
    return manager.query(
      `INSERT INTO campaigns (id, site_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4)`,
      [id, siteId, this.clock.now(), receivedAt],
    );
  }

  /** Those who were checked before they belonged to it wait to be scored anew. */
  private async add(
    manager: EntityManager,
    campaignId: string,
    ping: PingEntity,
    others: string[],
  ): Promise<void> {
    const due = new Date(this.clock.now().getTime() + STRAY_AFTER_MS);
    const ids = [ping.id, ...others];
    // pings before their campaign, as an evaluation locks them
    await manager.query('SELECT id FROM pings WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
    await manager.query('UPDATE pings SET campaign_id = $1 WHERE id = ANY($2)', [campaignId, ids]);
    await manager.query(
      `UPDATE campaigns SET last_seen_at = greatest(last_seen_at, $2),
         rescore_due_at = CASE WHEN $3 THEN $4::timestamptz ELSE rescore_due_at END
       WHERE id = $1`,
      [campaignId, ping.receivedAt, others.length > 0, due],
    );
  }
}

async function release(
  manager: EntityManager,
  pingId: string,
  candidates: readonly { id: string; isReleased: boolean }[],
): Promise<void> {
  const like = candidates.filter(({ isReleased }) => isReleased).map(({ id }) => id);
  await manager.query(
    `UPDATE ping_likenesses SET released_from =
       (SELECT released_from FROM ping_likenesses WHERE ping_id = ANY($2) LIMIT 1)
     WHERE ping_id = $1`,
    [pingId, like],
  );
}

/** The claims of the sender where there are any, else what the page says. */
function traitsOf(ping: PingEntity, reading: SourceReading): Traits {
  const { claimed, source, target } = ping;
  const found = extractedFrom(reading);
  // what is no address has no network
  const { network } = senderKeysOf(ping.senderIp);
  const likeness = likenessOf({
    source,
    name: claimed.blogName || found.siteName || found.author.name || '',
    title: (claimed.title === source ? '' : claimed.title) || found.title || '',
    excerpt: claimed.excerpt || found.excerpt || '',
    targetTitle: target.title,
  });
  return {
    ...likeness,
    network: network.includes('/') ? network : null,
    targetId: target.id,
    isLinked: reading.verification.state === 'linked',
  };
}
