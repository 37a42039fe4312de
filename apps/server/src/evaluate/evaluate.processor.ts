// The worker of stage 2: read the source, gather evidence, score it, apply the policy.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DelayedError, type Job } from 'bullmq';
import { DataSource } from 'typeorm';
import { isNewSite } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { STRAY_AFTER_MS } from '../pings/record-sql.js';
import { UnjudgedPings } from '../pings/unjudged-pings.js';
import { jobs, queueTimeAfter, takeOver } from '../queue/jobs.js';
import { EvaluationsService } from './evaluations.service.js';
import { HostHasHadItsShare } from '../host-budget.js';
import { busyWaitMs, SourceIsBusy } from './fetches/source-is-busy.js';
import { PingChecks } from './ping-checks.js';
import { extractedFrom } from './evaluated-ping.js';
import { policyFor } from '../pings/site-policy.js';
import { SiteJudges } from '../learning/site-judges.js';
import { Ruling } from '../rules/ruling.js';

@Processor('evaluate', takeOver)
export class EvaluateProcessor extends WorkerHost implements OnApplicationBootstrap {
  private readonly logger = new Logger('evaluate');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly checks: PingChecks,
    private readonly evaluations: EvaluationsService,
    private readonly judges: SiteJudges,
    private readonly ruling: Ruling,
    private readonly unjudged: UnjudgedPings,
    private readonly clock: Clock,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.worker.concurrency = this.config.workerConcurrency;
  }

  async process(job: Job, token?: string): Promise<void> {
    const { pingId } = jobs.evaluate.payload.parse(job.data);
    try {
      await this.evaluate(pingId, job);
    } catch (error) {
      if (error instanceof HostHasHadItsShare)
        return this.waitFor(error.retryAfterSeconds * 1000, pingId, job, token);
      if (error instanceof SourceIsBusy)
        return this.waitFor(busyWaitMs(job.attemptsStarted - 1, Math.random()), pingId, job, token);
      await this.unjudged.afterFailure(pingId, error);
    }
  }

  private async evaluate(pingId: string, job: Job): Promise<void> {
    const { manager } = this.dataSource;
    const ping = await manager.findOne(PingEntity, {
      where: { id: pingId },
      relations: { target: true },
    });
    const site = ping && (await manager.findOneBy(SiteEntity, { id: ping.siteId }));
    if (!ping || !site || ping.evaluationDueAt === null) return;
    const { reading, evidence } = await this.checks.gather(ping, site);
    const { verification } = reading;
    const judge = await this.judges.of(site);
    const { judgement, policy } = await this.ruling.apply(
      ping,
      { evidence, verification, extracted: extractedFrom(reading) },
      judge,
      (judged) => policyFor(ping, site, judged, verification),
    );
    const status = await this.evaluations.store(ping, {
      reading,
      evidence,
      judgement,
      policy,
      cloaking: site.settings.cloaking,
      isNewSite: isNewSite(judge.policy),
    });
    this.logger.log({
      msg: 'ping evaluated',
      ping: ping.id,
      site: site.id,
      job: job.id,
      state: verification.state,
      score: judgement.score,
      status,
    });
  }

  /** The row waits with its job, so that the sweeper does not take it for a stray. */
  private async waitFor(
    ms: number,
    pingId: string,
    job: Job,
    token: string | undefined,
  ): Promise<void> {
    const at = this.clock.now().getTime() + ms;
    await this.dataSource.manager.update(
      PingEntity,
      { id: pingId },
      { evaluationDueAt: new Date(at + STRAY_AFTER_MS) },
    );
    await job.moveToDelayed(queueTimeAfter(ms), token);
    throw new DelayedError();
  }
}
