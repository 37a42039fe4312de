// A site's model as a file: given out, and taken in from another site.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ModelFile } from '@trackwarden/contracts';
import { defaultModel, emptySiteModel, hashSpace, type SiteModel } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { SiteModelEntity } from '../database/entities/learning.entity.js';
import { DomainError } from '../errors.js';
import { readBase } from './base.js';
import { compare } from './canary.js';
import { modelOf, packed, unpacked } from './model-bytes.js';
import { Versions, type Ready } from './versions.js';

const DAY_MS = 86_400_000;
/** What no learning reaches: weights of 2^5 in units of 2^-24, grown over 20 half-lives. */
const MOST_UNITS = 2 ** 50;
const MOST_DECISIONS = 100_000_000;

const uncalibratedYet = { lines: {}, steps: null };

@Injectable()
export class ModelFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: Versions,
    private readonly clock: Clock,
  ) {}

  async of(siteId: string): Promise<ModelFile> {
    const live = await this.dataSource.manager.findOneBy(SiteModelEntity, {
      siteId,
      state: 'live',
    });
    const blob = live?.blob ?? (await packed(emptySiteModel()));
    return {
      ...{ format: 'trackwarden-site-model', version: 1 },
      ...{ prior: defaultModel.prior?.version ?? null, hashSpace },
      ...{ decisions: live?.decisions ?? 0, blob: blob.toString('base64') },
    };
  }

  /**
   * In place of what the site has; refused, and kept as such, when it judges worse what people decided here. Throws
   * `validation-failed` for a file that is none, or made for other weights.
   */
  async put(siteId: string, file: ModelFile): Promise<void> {
    const site = await this.read(file);
    for (;;) {
      const base = await readBase(this.dataSource, siteId);
      if (!base) throw new DomainError('not-found');
      const candidate = modelOf(site, { ...uncalibratedYet, number: base.version.number + 1 });
      const models = { inUse: base.inUse, candidate };
      const { mayGoLive, because, logLoss } = await compare(this.dataSource, siteId, models, {
        isReplacement: true,
      });
      const ready = await this.versions.ready(site, {
        ...{ ...uncalibratedYet, madeBy: 'file', because, logLoss },
        ...{ learnt: site.decisions, takenBack: base.site.decisions },
      });
      const isWritten = await this.versions.alone(base, async (manager) => {
        if (mayGoLive) await this.replace(manager, siteId, ready);
        else await this.versions.refuse(manager, siteId, ready);
      });
      if (isWritten) return;
    }
  }

  /** Within a writer's transaction: nothing of what was learnt here is in the new version. */
  async replace(manager: EntityManager, siteId: string, ready: Ready): Promise<void> {
    const number = await this.versions.takeUp(manager, siteId, ready);
    await manager.query(
      `UPDATE lessons SET unlearnt_in = $2, is_dropped = true
       WHERE site_id = $1 AND unlearnt_in IS NULL`,
      [siteId, number],
    );
    await manager.query(
      `UPDATE history_imports SET unlearnt_in = $2, state = 'out'
       WHERE site_id = $1 AND state = 'learnt'`,
      [siteId, number],
    );
    await this.versions.forgetOld(manager, siteId);
  }

  private async read(file: ModelFile): Promise<SiteModel> {
    const prior = defaultModel.prior?.version ?? null;
    if (file.prior !== prior)
      throw wrong(
        '/prior',
        `was made for the weights “${String(file.prior)}”, this has “${String(prior)}”`,
      );
    if (file.hashSpace !== hashSpace) throw wrong('/hashSpace', `must be ${hashSpace}`);
    let site: SiteModel;
    try {
      site = await unpacked(Buffer.from(file.blob, 'base64'), 0);
    } catch {
      throw wrong('/blob', 'is no site model');
    }
    if (site.decisions !== file.decisions)
      throw wrong('/decisions', 'is not the number that the model itself holds');
    if (!this.isPlausible(site)) throw wrong('/blob', 'holds figures that no learning makes');
    return site;
  }

  private isPlausible({ weights, squares, decisions, startedAtMs }: SiteModel): boolean {
    const latest = this.clock.now().getTime() + DAY_MS;
    return (
      Number.isSafeInteger(decisions) &&
      decisions >= 0 &&
      decisions <= MOST_DECISIONS &&
      (decisions === 0) === (startedAtMs === null) &&
      (startedAtMs === null || (startedAtMs >= 0 && startedAtMs <= latest)) &&
      weights.every((weight) => Math.abs(weight) <= MOST_UNITS) &&
      squares.every((square) => square >= 0 && square <= MOST_UNITS)
    );
  }
}

function wrong(pointer: string, message: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ pointer, message }] });
}
