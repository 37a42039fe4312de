// With which model and which limits the pings of a site are judged; everyone who scores asks here.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SiteCaution } from '@trackwarden/contracts';
import { defaultModel, type Model, type Policy } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { SiteModelEntity } from '../database/entities/learning.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { modelOf, unpacked } from './model-bytes.js';
import { ModelCache } from './model-cache.js';

export type SiteJudge = { model: Model; policy: Policy };

const DAY_MS = 86_400_000;

@Injectable()
export class SiteJudges {
  private readonly cache = new ModelCache<Model>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async of(site: SiteEntity): Promise<SiteJudge> {
    const { approveBelow, spamFrom, unproven, newSiteDecisions } = site.settings;
    const model = await this.modelOf(site);
    const decisions = await this.decisionsOf(site, model);
    return { model, policy: { approveBelow, spamFrom, unproven, newSiteDecisions, decisions } };
  }

  /** How far the caution of a new site has come. */
  async cautionOf(site: SiteEntity): Promise<SiteCaution> {
    const { newSiteDecisions: needed } = site.settings;
    const decisions = await this.decisionsOf(site, await this.modelOf(site));
    return { isNew: decisions < needed, decisions, needed };
  }

  /** No query while the version in use is known. */
  private async modelOf({ id, modelId }: SiteEntity): Promise<Model> {
    if (modelId === null) return defaultModel;
    const model = await this.cache.get(modelId, () => this.read(id, modelId));
    if (!model.site) return model;
    // forgetting goes on while a model is kept; by the day, so that a day's scores are comparable
    const readAtMs = Math.floor(this.clock.now().getTime() / DAY_MS) * DAY_MS;
    return { ...model, site: { ...model.site, readAtMs } };
  }

  private async read(siteId: string, modelId: string): Promise<Model> {
    const { manager } = this.dataSource;
    const version =
      (await manager.findOneBy(SiteModelEntity, { id: modelId })) ??
      // the version was forgotten while the site was looked at
      (await manager.findOneBy(SiteModelEntity, { siteId, state: 'live' }));
    return version ? modelOf(await unpacked(version.blob, 0), version) : defaultModel;
  }

  /**
   * What people have decided here, or as a history that was brought along: counted no further than
   * caution asks.
   */
  private async decisionsOf({ id, settings }: SiteEntity, { site }: Model): Promise<number> {
    const { newSiteDecisions: needed } = settings;
    const learnt = site?.decisions ?? 0;
    if (learnt >= needed) return needed;
    const [row] = await this.dataSource.query<{ count: number }[]>(DECIDED, [id, needed]);
    return Math.max(learnt, row?.count ?? 0);
  }
}

const DECIDED = `
  SELECT count(*)::int AS count FROM (SELECT FROM pings WHERE site_id = $1
    AND decided_kind = 'person' AND status IN ('approved', 'spam', 'rejected') LIMIT $2) AS decided`;
