// With which model and which limits the pings of a site are judged; everyone who scores asks here.
import { Injectable } from '@nestjs/common';
import { defaultModel, type Model, type Policy } from '@trackwarden/scoring';
import { DataSource } from 'typeorm';
import type { SiteCaution } from '@trackwarden/contracts';
import type { SiteEntity } from '../database/entities/site.entity.js';

export type SiteJudge = { model: Model; policy: Policy };

@Injectable()
export class SiteJudges {
  constructor(private readonly dataSource: DataSource) {}

  async of(site: SiteEntity): Promise<SiteJudge> {
    const { approveBelow, spamFrom, unproven, newSiteDecisions } = site.settings;
    const decisions = await this.decisionsOf(site);
    return {
      model: defaultModel,
      policy: { approveBelow, spamFrom, unproven, newSiteDecisions, decisions },
    };
  }

  /** How far the caution of a new site has come. */
  async cautionOf(site: SiteEntity): Promise<SiteCaution> {
    const { newSiteDecisions: needed } = site.settings;
    const decisions = await this.decisionsOf(site);
    return { isNew: decisions < needed, decisions, needed };
  }

  /** Pings that people have decided, counted no further than caution asks. */
  private async decisionsOf({ id, settings }: SiteEntity): Promise<number> {
    if (settings.newSiteDecisions === 0) return 0;
    const [row] = await this.dataSource.query<{ count: number }[]>(DECIDED, [
      id,
      settings.newSiteDecisions,
    ]);
    return row?.count ?? 0;
  }
}

const DECIDED = `
  SELECT count(*)::int AS count FROM (SELECT FROM pings WHERE site_id = $1
    AND decided_kind = 'person' AND status IN ('approved', 'spam', 'rejected') LIMIT $2) AS decided`;
