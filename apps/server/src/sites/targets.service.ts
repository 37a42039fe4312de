// Targets of a site: create, find, change, delete; an unknown page below an origin becomes one by itself.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, LessThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { createTargetSchema, updateTargetSchema } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { DomainError } from '../errors.js';
import { newKey } from './keys.js';
import { addressOn, slashTwin } from './page-address.js';

@Injectable()
export class TargetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(siteId: string, limit: number, before: string | undefined): Promise<TargetEntity[]> {
    return this.dataSource.manager.find(TargetEntity, {
      where: { siteId, aliasOf: IsNull(), ...(before ? { id: LessThan(before) } : {}) },
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
    const address = addressOn(site, url);
    if (address === null) return { belongs: false, target: null };
    return { belongs: true, target: await this.byAddress(site.id, address) };
  }

  /** The target of a page, made when it is new; null when the page is below none of the site's origins. */
  async ensure(site: SiteEntity, url: string): Promise<TargetEntity | null> {
    const address = addressOn(site, url);
    if (address === null) return null;
    const known = await this.byAddress(site.id, address);
    if (known) return known;
    const made = await this.insert(site, address, address, {
      title: '',
      kind: 'entry',
      isFound: true,
    });
    return made ?? this.byAddress(site.id, address);
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
      const other = await this.dataSource.manager.findOneBy(TargetEntity, {
        siteId: site.id,
        canonicalUrl: target.canonicalUrl,
      });
      // its own alias becomes its address
      if (other?.aliasOf === target.id) await this.dataSource.manager.remove(other);
      else if (other && other.id !== target.id)
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
    const affected = await this.dataSource.transaction(async (manager) => {
      // pings before what belongs to their page, as checks and decisions lock them
      await manager.query('SELECT id FROM pings WHERE target_id = $1 ORDER BY id FOR UPDATE', [id]);
      return (await manager.delete(TargetEntity, { id })).affected;
    });
    if (!affected)
      throw new DomainError('not-found', { detail: 'There is no target with this id.' });
  }

  /** The addresses learned for each of these targets. */
  async aliasesOf(targets: readonly TargetEntity[]): Promise<Map<string, string[]>> {
    const aliases = await this.dataSource.manager.find(TargetEntity, {
      where: { aliasOf: In(targets.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
    const byTarget = new Map(targets.map(({ id }) => [id, [] as string[]]));
    for (const { aliasOf, canonicalUrl } of aliases)
      byTarget.get(aliasOf ?? '')?.push(canonicalUrl);
    return byTarget;
  }

  /** The target and its aliases, under any of which a ping may stand. */
  async idsOf(target: TargetEntity): Promise<string[]> {
    const aliases = await this.dataSource.manager.findBy(TargetEntity, { aliasOf: target.id });
    return [target.id, ...aliases.map(({ id }) => id)];
  }

  /** Exactly this address, else the one that differs in its trailing slash; of an alias what it stands for. */
  private async byAddress(siteId: string, address: string): Promise<TargetEntity | null> {
    const twin = slashTwin(address);
    const found = await this.dataSource.manager.findBy(TargetEntity, {
      siteId,
      canonicalUrl: In(twin === null ? [address] : [address, twin]),
    });
    const target = found.find(({ canonicalUrl }) => canonicalUrl === address) ?? found[0] ?? null;
    if (!target?.aliasOf) return target;
    return this.dataSource.manager.findOneBy(TargetEntity, { id: target.aliasOf });
  }

  private async insert(
    site: SiteEntity,
    url: string,
    canonical: string,
    body: Pick<TargetEntity, 'title' | 'kind'> & {
      passphrase?: string | null | undefined;
      closesAt?: string | null | undefined;
      isFound?: boolean;
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
      aliasOf: null,
      isFound: body.isFound ?? false,
      publishedAt: null,
      checkedAt: null,
      httpStatus: null,
      isMissing: false,
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

function canonicalOn(site: SiteEntity, url: string): string {
  const address = addressOn(site, url);
  if (address !== null) return address;
  throw new DomainError('validation-failed', {
    errors: [
      {
        pointer: '/url',
        message: `must be a page below one of the site's origins: ${site.origins.join(', ')}`,
      },
    ],
  });
}
