// A young rule that fires on far too many pings goes back to shadow by itself, and says so.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { RuleEntity } from '../database/entities/rule.entity.js';
import { RuleNews } from './rule-news.js';
import { writeVersion } from './rule-versions.js';

const DAY_MS = 86_400_000;
/** After so long a rule has shown what it does, and is not watched any more. */
const YOUNG_MS = 7 * DAY_MS;
/** The share is taken over this time, or over the life of the rule when that is shorter. */
const WINDOW_MS = 3_600_000;
const LEAST_HITS = 10;
const LARGEST_SHARE = 0.3;

// hits that people confirmed are no reason: a flood of real spam is what a rule is for
const SHARE = `
  SELECT
    (SELECT count(*)::int FROM rule_hits JOIN pings ON pings.id = ping_id
      WHERE rule_id = $1 AND acted AND rule_hits.at >= $3 AND received_at >= $3
        AND NOT (decided_kind IS NOT DISTINCT FROM 'person' AND status IN ('spam', 'rejected'))) AS hits,
    (SELECT count(*)::int FROM pings WHERE site_id = $2 AND received_at >= $3) AS pings`;

type Young = Pick<RuleEntity, 'id' | 'siteId' | 'version' | 'stateSince'>;

const BY = { kind: 'rule', id: null, name: 'Trackwarden' };

@Injectable()
export class Demotion {
  private readonly logger = new Logger('rules');

  constructor(
    private readonly dataSource: DataSource,
    private readonly news: RuleNews,
    private readonly clock: Clock,
  ) {}

  async consider(rule: Young): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - rule.stateSince.getTime() > YOUNG_MS) return;
    const from = new Date(Math.max(rule.stateSince.getTime(), now.getTime() - WINDOW_MS));
    const [row] = await this.dataSource.query<{ hits: number; pings: number }[]>(SHARE, [
      rule.id,
      rule.siteId,
      from,
    ]);
    if (!row || row.hits < LEAST_HITS || row.hits <= row.pings * LARGEST_SHARE) return;
    const share = Math.min(100, Math.round((row.hits / Math.max(1, row.pings)) * 100));
    await this.demote(rule, `It met ${share} % of all pings (${row.hits} of ${row.pings})`, now);
  }

  private async demote(rule: Young, because: string, now: Date): Promise<void> {
    const demoted = await this.dataSource.transaction(async (manager) => {
      const [rows] = await manager.query<[{ version: number }[], number]>(
        `UPDATE rules SET state = 'shadow', state_since = $3, version = version + 1, updated_at = $3,
           demoted = $4 WHERE id = $1 AND version = $2 AND state = 'live' RETURNING version`,
        [rule.id, rule.version, now, JSON.stringify({ at: now.toISOString(), because })],
      );
      if (rows.length === 0) return null;
      const after = await manager.findOneByOrFail(RuleEntity, { id: rule.id });
      await writeVersion(manager, after, BY, `Went back to shadow by itself: ${because}`, now);
      return after;
    });
    if (!demoted) return;
    this.logger.warn({ msg: 'rule demoted', rule: rule.id, site: rule.siteId });
    this.news.changed(demoted);
  }
}
