// Sites: create, find, change, delete.
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  defaultSiteSettings,
  siteSettingsSchema,
  type createSiteSchema,
  type updateSiteSchema,
} from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { refuseWrongDomains, settingsToEntries } from '../rules/settings-lists.js';
import { DomainError } from '../errors.js';
import { isKey, newKey } from './keys.js';

@Injectable()
export class SitesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Newest first; `before` is the id after which the page starts. Ids sort by time. */
  list(limit: number, before: string | undefined): Promise<SiteEntity[]> {
    return this.dataSource.manager.find(SiteEntity, {
      where: before ? { id: LessThan(before) } : {},
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<SiteEntity> {
    const site = await this.dataSource.manager.findOneBy(SiteEntity, { id });
    if (!site) throw new DomainError('not-found', { detail: 'There is no site with this id.' });
    return site;
  }

  /** Throws `not-found`. */
  async byKey(key: string): Promise<SiteEntity> {
    const site = isKey(key) ? await this.dataSource.manager.findOneBy(SiteEntity, { key }) : null;
    if (!site) throw new DomainError('not-found', { detail: 'There is no site with this key.' });
    return site;
  }

  async create({ name, origins }: z.output<typeof createSiteSchema>): Promise<SiteEntity> {
    const site = this.dataSource.manager.create(SiteEntity, {
      id: uuidv7(),
      key: newKey(),
      name,
      origins: [...new Set(origins)],
      settings: defaultSiteSettings,
      modelId: null,
      createdAt: this.clock.now(),
    });
    await this.dataSource.manager.insert(SiteEntity, site);
    return site;
  }

  /** Throws `not-found`, and `validation-failed` when the thresholds are in the wrong order. */
  async update(id: string, change: z.output<typeof updateSiteSchema>): Promise<SiteEntity> {
    return this.dataSource.transaction(async (manager) => {
      const site = await manager.findOne(SiteEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!site) throw new DomainError('not-found', { detail: 'There is no site with this id.' });
      site.name = change.name ?? site.name;
      site.origins = change.origins ? [...new Set(change.origins)] : site.origins;
      const before = site.settings;
      site.settings = siteSettingsSchema.parse({ ...before, ...defined(change.settings) });
      refuseWrongOrder(site.settings);
      refuseWrongDomains(before, site.settings);
      if (change.settings?.blockedDomains ?? change.settings?.trustedDomains)
        await settingsToEntries(manager, site, this.clock.now());
      return manager.save(site);
    });
  }

  /** Deletes the site with everything that belongs to it. Throws `not-found`. */
  async delete(id: string): Promise<void> {
    const affected = await this.dataSource.transaction(async (manager) => {
      // pings before what belongs to their site, as checks and decisions lock them
      await manager.query('SELECT id FROM pings WHERE site_id = $1 ORDER BY id FOR UPDATE', [id]);
      return (await manager.delete(SiteEntity, { id })).affected;
    });
    if (!affected) throw new DomainError('not-found', { detail: 'There is no site with this id.' });
  }
}

function defined(values: object | undefined): object {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter(([, value]) => value !== undefined),
  );
}

function refuseWrongOrder({ approveBelow, spamFrom }: SiteEntity['settings']): void {
  if (approveBelow === null || approveBelow <= spamFrom) return;
  throw new DomainError('validation-failed', {
    errors: [
      { pointer: '/settings/approveBelow', message: `must not be above spamFrom (${spamFrom})` },
    ],
  });
}
