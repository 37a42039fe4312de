// Takes up versions of a site's model: one writer wins, and rows of lessons change with it or not at all.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { SiteModel } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { SiteModelEntity } from '../database/entities/learning.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { LiveEvents } from '../pings/live-events.js';
import type { Base } from './base.js';
import type { Calibration } from './fit-calibration.js';
import { packed } from './model-bytes.js';
import { forgetOldVersions } from './old-versions.js';
import type { Changed } from './teach.js';

/** What a version is made of beside its numbers. */
export type Made = Calibration &
  Pick<SiteModelEntity, 'madeBy' | 'because' | 'logLoss'> & { learnt: number; takenBack: number };

/** A version that only has to be written. */
export type Ready = { made: Made; decisions: number; blob: Buffer };

const LESSONS_AT_ONCE = 200;
const LESSON_COLUMNS = [
  ...(['id', 'siteId', 'pingId', 'isSpam', 'account', 'domain', 'protocol', 'weight'] as const),
  ...(['decidedAt', 'logOdds', 'probability', 'startedAtMs', 'update'] as const),
] as const;
const INSERT_LESSONS = `
  INSERT INTO lessons (id, site_id, ping_id, is_spam, account, domain, protocol, weight, decided_at,
    log_odds, probability, started_at_ms, update, learnt_in)
  SELECT row.*, $14 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::boolean[], $5::text[],
    $6::text[], $7::text[], $8::real[], $9::timestamptz[], $10::double precision[],
    $11::double precision[], $12::double precision[], $13::bytea[]) AS row`;
/** Somebody else makes versions at the same time: more often than this in a row is not chance. */
const TRIES = 5;

@Injectable()
export class Versions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly live: LiveEvents,
    private readonly clock: Clock,
  ) {}

  async ready(site: SiteModel, made: Made): Promise<Ready> {
    return { made, decisions: site.decisions, blob: await packed(site) };
  }

  /**
   * Runs `work` alone among the writers of this site, in one transaction. False, and nothing done, when another
   * version was taken up since `base` was read, or the site is gone.
   */
  async alone(
    { siteId, modelId }: Pick<Base, 'siteId' | 'modelId'>,
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<boolean> {
    const last = await this.dataSource.transaction(async (manager) => {
      const [site] = await manager.query<{ model_id: string | null }[]>(
        'SELECT model_id FROM sites WHERE id = $1 FOR NO KEY UPDATE',
        [siteId],
      );
      if (site?.model_id !== modelId) return null;
      await work(manager);
      return lastNumber(manager, siteId);
    });
    if (last !== null)
      this.live.publish([{ type: 'learning.changed', id: siteId, siteId, version: last }]);
    return last !== null;
  }

  /** {@link alone} on whatever is in use, once more when somebody was faster. Throws `not-found`, `version-conflict`. */
  async insist(siteId: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const site = await this.dataSource.manager.findOneBy(SiteEntity, { id: siteId });
      if (!site) throw new DomainError('not-found', { detail: 'There is no site with this id.' });
      if (await this.alone({ siteId, modelId: site.modelId }, work)) return;
    }
    throw new DomainError('version-conflict');
  }

  /** Within {@link alone}: puts the version in use and answers its number. */
  async takeUp(manager: EntityManager, siteId: string, ready: Ready): Promise<number> {
    await manager.update(SiteModelEntity, { siteId, state: 'live' }, { state: 'kept' });
    const version = await this.insert(manager, siteId, ready, 'live');
    await manager.update(SiteEntity, { id: siteId }, { modelId: version.id });
    return version.number;
  }

  /** Within {@link alone}: keeps the version with the reason why it is not used. */
  async refuse(manager: EntityManager, siteId: string, ready: Ready): Promise<number> {
    return (await this.insert(manager, siteId, ready, 'refused')).number;
  }

  /** Within {@link alone}: lessons that come with a version and go with it. */
  async writeLessons(
    manager: EntityManager,
    number: number,
    { added, gone }: Changed,
  ): Promise<void> {
    await manager.query('UPDATE lessons SET unlearnt_in = $2 WHERE id = ANY($1)', [
      gone.map(({ id }) => id),
      number,
    ]);
    for (let from = 0; from < added.length; from += LESSONS_AT_ONCE) {
      const chunk = added.slice(from, from + LESSONS_AT_ONCE);
      const columns = LESSON_COLUMNS.map((column) => chunk.map((lesson) => lesson[column]));
      await manager.query(INSERT_LESSONS, [...columns, number]);
    }
  }

  /** Within {@link alone}, at its end. */
  async forgetOld(manager: EntityManager, siteId: string): Promise<void> {
    await forgetOldVersions(manager, siteId);
  }

  private async insert(
    manager: EntityManager,
    siteId: string,
    { made, decisions, blob }: Ready,
    state: SiteModelEntity['state'],
  ): Promise<SiteModelEntity> {
    const version = manager.create(SiteModelEntity, {
      ...made,
      ...{ id: uuidv7(), siteId, state, blob, decisions },
      number: (await lastNumber(manager, siteId)) + 1,
      madeAt: this.clock.now(),
    });
    await manager.insert(SiteModelEntity, version);
    return version;
  }
}

/** Of versions in use, kept and refused; 0 before the first. */
async function lastNumber(manager: EntityManager, siteId: string): Promise<number> {
  const [last] = await manager.query<{ number: number }[]>(
    'SELECT coalesce(max(number), 0) AS number FROM site_models WHERE site_id = $1',
    [siteId],
  );
  return last?.number ?? 0;
}
