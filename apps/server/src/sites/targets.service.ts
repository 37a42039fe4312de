// Targets of a site: create, find, change, delete; an unknown page below an origin becomes one by itself.
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { createTargetSchema, updateTargetSchema } from '@trackwarden/contracts';
import { canonicalUrl, isBelowOrigin } from '@trackwarden/protocol';
import { Clock } from '../clock.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { DomainError } from '../errors.js';
import { newKey } from './keys.js';

@Injectable()
export class TargetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(siteId: string, limit: number, before: string | undefined): Promise<TargetEntity[]> {
    return this.dataSource.manager.find(TargetEntity, {
      where: { siteId, ...(before ? { id: LessThan(before) } : {}) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<TargetEntity> {
    const target = await this.dataSource.manager.findOneBy(TargetEntity, { id });
    if (!target) throw new DomainError('not-found', { detail: 'There is no target with this id.' });
    return target;
  }

  /** Throws `validation-failed` for a page that is not the site's, `already-exists` for a known one. */
  async create(site: SiteEntity, body: z.output<typeof createTargetSchema>): Promise<TargetEntity> {
    const canonical = canonicalOn(site, body.url);
    const target = await this.insert(site, body.url, canonical, body);
    if (!target)
      throw new DomainError('already-exists', { detail: 'The site has a target for this page.' });
    return target;
  }

  /** Whether a page belongs to the site, and its target when it has one already. */
  async find(
    site: SiteEntity,
    url: string,
  ): Promise<{ belongs: boolean; target: TargetEntity | null }> {
    const canonical = canonicalUrl(url);
    if (canonical === null || !isOn(site, url)) return { belongs: false, target: null };
    return { belongs: true, target: await this.byCanonicalUrl(site.id, canonical) };
  }

  /** The target of a page, made when it is new; null when the page is below none of the site's origins. */
  async ensure(site: SiteEntity, url: string): Promise<TargetEntity | null> {
    const canonical = canonicalUrl(url);
    if (canonical === null || !isOn(site, url)) return null;
    const known = await this.byCanonicalUrl(site.id, canonical);
    if (known) return known;
    const made = await this.insert(site, url, canonical, { title: '', kind: 'entry' });
    return made ?? this.byCanonicalUrl(site.id, canonical);
  }

  /** Throws `not-found`, `validation-failed`, `already-exists`. */
  async update(
    target: TargetEntity,
    site: SiteEntity,
    change: z.output<typeof updateTargetSchema>,
  ): Promise<TargetEntity> {
    if (change.url !== undefined) {
      target.canonicalUrl = canonicalOn(site, change.url);
      target.url = change.url;
      const other = await this.byCanonicalUrl(site.id, target.canonicalUrl);
      if (other && other.id !== target.id)
        throw new DomainError('already-exists', { detail: 'The site has a target for this page.' });
    }
    target.title = change.title ?? target.title;
    target.kind = change.kind ?? target.kind;
    if (change.passphrase !== undefined) target.passphrase = change.passphrase;
    if (change.closesAt !== undefined)
      target.closesAt = change.closesAt ? new Date(change.closesAt) : null;
    return this.dataSource.manager.save(target);
  }

  async delete(id: string): Promise<void> {
    const { affected } = await this.dataSource.manager.delete(TargetEntity, { id });
    if (!affected)
      throw new DomainError('not-found', { detail: 'There is no target with this id.' });
  }

  private byCanonicalUrl(siteId: string, canonical: string): Promise<TargetEntity | null> {
    return this.dataSource.manager.findOneBy(TargetEntity, { siteId, canonicalUrl: canonical });
  }

  private async insert(
    site: SiteEntity,
    url: string,
    canonical: string,
    body: Pick<TargetEntity, 'title' | 'kind'> & {
      passphrase?: string | null | undefined;
      closesAt?: string | null | undefined;
    },
  ): Promise<TargetEntity | null> {
    const target = this.dataSource.manager.create(TargetEntity, {
      id: uuidv7(),
      siteId: site.id,
      key: newKey(),
      url,
      canonicalUrl: canonical,
      title: body.title,
      kind: body.kind,
      passphrase: body.passphrase ?? null,
      closesAt: body.closesAt ? new Date(body.closesAt) : null,
      createdAt: this.clock.now(),
    });
    const result = await this.dataSource.manager
      .createQueryBuilder()
      .insert()
      .into(TargetEntity)
      .values(target)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1 ? target : null;
  }
}

function isOn(site: SiteEntity, url: string): boolean {
  return site.origins.some((origin) => isBelowOrigin(url, origin));
}

function canonicalOn(site: SiteEntity, url: string): string {
  const canonical = canonicalUrl(url);
  if (canonical !== null && isOn(site, url)) return canonical;
  throw new DomainError('validation-failed', {
    errors: [
      {
        pointer: '/url',
        message: `must be a page below one of the site's origins: ${site.origins.join(', ')}`,
      },
    ],
  });
}
