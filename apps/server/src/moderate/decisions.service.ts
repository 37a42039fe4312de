// A person's verdict on one, many, or a campaign of pings; it goes through the one transition.
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { DecisionResult, DecisionScope, UnlistedCode } from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DecisionEntity } from '../database/entities/decision.entity.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { DomainError } from '../errors.js';
import type { Outcome } from '../pings/ping-transitions.js';
import { JobQueue } from '../queue/job-queue.js';
import { DecisionBatches } from './decision-batches.js';
import { listingOfPing } from './decision-entries.js';
import { failuresOf, progressOf } from './decision-items.js';
import { listedBy } from './decision-listings.js';
import { DecisionOpening, type DecisionBody } from './decision-opening.js';
import type { Item } from './decision-selection.js';

const whyUnlisted: Record<UnlistedCode, string> = {
  shared: 'its source is on a host that many people share: a narrower scope names it alone',
  'no-path': 'its source is the front page of its host, which has no path',
  'no-author': 'no author of its source is known who could be told from others',
  'no-name': 'its source has no domain name',
  'lists-full': 'the lists of its site are full',
};

@Injectable()
export class DecisionsService {
  private readonly logger = new Logger('moderate');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly opening: DecisionOpening,
    private readonly batches: DecisionBatches,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Pings that cannot be changed are reported, the others change: at once, or, when there are many,
   * by a job that goes on after the answer. Throws `not-found` for a campaign.
   */
  async decide(body: DecisionBody, by: Principal): Promise<DecisionResult> {
    const decision = this.opening.begin(body, by);
    if (body.scope) await this.refuseUnlistable(body.scope, body.pings ?? []);
    if (body.campaignId) {
      await this.opening.forCampaign(decision, body.campaignId);
    } else {
      const items = await this.opening.named(body);
      if (items.length <= this.config.decidedAtOnce) return this.atOnce(decision, items);
      await this.opening.withItems(decision, items);
    }
    return this.carryOut(decision);
  }

  private async atOnce(decision: DecisionEntity, items: Item[]): Promise<DecisionResult> {
    const outcome = await this.dataSource.transaction(async (manager) => {
      await manager.insert(DecisionEntity, Object.assign(decision, { total: items.length }));
      const outcome = await this.batches.apply(manager, decision, items);
      const { affected, failed } = decision;
      const siteId = siteOf(outcome);
      await manager.update(DecisionEntity, { id: decision.id }, { affected, failed, siteId });
      return outcome;
    });
    await this.batches.announce(outcome);
    return this.answer(decision, outcome.failed);
  }

  /** Of pings by name nobody's source is listed when one cannot be; of many those that cannot be are left out. */
  private async refuseUnlistable(
    scope: DecisionScope,
    named: NonNullable<DecisionBody['pings']>,
  ): Promise<void> {
    const pings = await this.dataSource.manager.findBy(PingEntity, {
      id: In(named.map(({ id }) => id)),
    });
    const byId = new Map(pings.map((ping) => [ping.id, ping]));
    const errors = named.flatMap(({ id }, at) => {
      const ping = byId.get(id);
      const listing = ping && listingOfPing(scope, ping);
      return typeof listing === 'string'
        ? [{ pointer: `/pings/${at}`, message: whyUnlisted[listing] }]
        : [];
    });
    if (errors.length > 0) throw new DomainError('validation-failed', { errors });
  }

  private async carryOut({ id, total }: DecisionEntity): Promise<DecisionResult> {
    if (total <= this.config.decidedAtOnce) await this.batches.run(id);
    else await this.queue.enqueue('decide', [{ jobId: id, payload: { decisionId: id } }]);
    const { manager } = this.dataSource;
    const decision = await manager.findOneByOrFail(DecisionEntity, { id });
    return this.answer(decision, await failuresOf(manager, id, false));
  }

  private async answer(
    decision: DecisionEntity,
    failed: DecisionResult['failed'],
  ): Promise<DecisionResult> {
    const { id, verdict, affected } = decision;
    const listed = await listedBy(this.dataSource, id);
    const progress = progressOf(decision);
    this.logger.log({ msg: 'decision', decision: id, verdict, ...progress });
    return { id, verdict, affected, failed, ...listed, progress };
  }
}

/** The site of all that changed; null when there are several. */
function siteOf({ changed }: Outcome): string | null {
  const [only, ...others] = new Set(changed.map(({ ping }) => ping.siteId));
  return only !== undefined && others.length === 0 ? only : null;
}
