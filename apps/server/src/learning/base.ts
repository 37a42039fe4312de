// The version in use that a new one is made from, as numbers that may be changed.
import type { DataSource } from 'typeorm';
import type { Model, SiteModel } from '@trackwarden/scoring';
import { SiteModelEntity } from '../database/entities/learning.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { modelOf, unpacked, untaught } from './model-bytes.js';

export type Base = {
  siteId: string;
  modelId: string | null;
  version: Pick<SiteModelEntity, 'number' | 'lines' | 'steps'>;
  /** The caller's own. */
  site: SiteModel;
  /** As pings are judged now; its numbers are not those of `site`. */
  inUse: Model;
  /** Decisions up to then are not learnt: the owner had everything forgotten. */
  forgottenAt: Date | null;
};

/** Null when the site is gone. */
export async function readBase({ manager }: DataSource, siteId: string): Promise<Base | null> {
  const site = await manager.findOneBy(SiteEntity, { id: siteId });
  if (!site) return null;
  const { modelId } = site;
  const found = modelId === null ? null : await manager.findOneBy(SiteModelEntity, { id: modelId });
  const version = found ?? untaught;
  const numbers = (): Promise<SiteModel> =>
    // read at no time: learning takes it to the time of what it learns
    found ? unpacked(found.blob, 0) : Promise.resolve(untaught.site());
  const forgotten = await manager.findOne(SiteModelEntity, {
    select: { id: true, madeAt: true },
    where: { siteId, madeBy: 'forget' },
    order: { number: 'DESC' },
  });
  return {
    siteId,
    modelId,
    version,
    site: await numbers(),
    inUse: modelOf(await numbers(), version),
    forgottenAt: forgotten?.madeAt ?? null,
  };
}
