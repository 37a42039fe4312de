// Remembers which rules a ping met, flags those that fail, and puts back those that fire too widely.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { ActiveRule } from './active-rules.js';
import { Demotion } from './demotion.js';
import { isFresh } from './resting.js';
import { RuleNews } from './rule-news.js';
import type { Attempt } from './try-rules.js';

type Tried = Attempt & { rule: ActiveRule };

// a later check of the same ping is no second hit; what acted once has acted
const RECORD = `
  INSERT INTO rule_hits (rule_id, ping_id, version, acted, decided, at)
  SELECT row.rule_id, $2, row.version, row.acted, row.decided, $1
  FROM unnest($3::uuid[], $4::integer[], $5::boolean[], $6::boolean[])
    AS row (rule_id, version, acted, decided)
  JOIN rules ON rules.id = row.rule_id
  ON CONFLICT (rule_id, ping_id) DO UPDATE SET version = excluded.version,
    acted = rule_hits.acted OR excluded.acted, decided = rule_hits.decided OR excluded.decided`;

@Injectable()
export class RuleHits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly demotion: Demotion,
    private readonly news: RuleNews,
    private readonly clock: Clock,
  ) {}

  async record(ping: PingEntity, tried: readonly Tried[], decidedBy: string | null): Promise<void> {
    const hits = tried.filter(({ match }) => match === 'yes').map(({ rule }) => rule);
    if (hits.length > 0)
      await this.dataSource.query(RECORD, [
        this.clock.now(),
        ping.id,
        hits.map(({ id }) => id),
        hits.map(({ version }) => version),
        hits.map(({ state }) => state === 'live'),
        hits.map(({ id }) => id === decidedBy),
      ]);
    await this.flag(tried);
    for (const rule of hits) if (rule.state === 'live') await this.demotion.consider(rule);
  }

  /** Says at the rules themselves that they are broken. */
  async flag(tried: readonly Tried[]): Promise<void> {
    for (const { rule, match, fault, isOwn } of tried)
      if (match === 'fault' && isOwn) await this.flagOne(rule, fault ?? 'could not be tried');
  }

  private async flagOne(rule: ActiveRule, message: string): Promise<void> {
    const now = this.clock.now();
    if (rule.fault?.message === message && isFresh(rule.fault, now)) return;
    const fault = { at: now.toISOString(), message };
    await this.dataSource.query('UPDATE rules SET fault = $2 WHERE id = $1 AND version = $3', [
      rule.id,
      JSON.stringify(fault),
      rule.version,
    ]);
    this.news.changed(rule);
  }
}
