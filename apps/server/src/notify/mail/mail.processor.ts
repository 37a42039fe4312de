// The worker that mails: tells a person of the pings that wait; failing throws, and BullMQ retries.
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { DataSource, In } from 'typeorm';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import type { MailEntity } from '../../database/entities/mail.entity.js';
import type { PingEntity } from '../../database/entities/ping.entity.js';
import { SiteEntity } from '../../database/entities/site.entity.js';
import { UserEntity } from '../../database/entities/user.entity.js';
import { MailLinks } from '../../mail-links.js';
import { publicContentOf } from '../../pings/public-content.js';
import { jobs, takeOver } from '../../queue/jobs.js';
import { Mailer, type Letter } from './mailer.js';
import { MailsService } from './mails.service.js';
import { mailedVerdicts, waitingLetter, type WaitingPing } from './waiting-letter.js';

/** More are in the dashboard. */
const MOST_PINGS = 30;

@Processor('mail', { ...takeOver, concurrency: 5 })
export class MailProcessor extends WorkerHost {
  private readonly logger = new Logger('notify');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly mails: MailsService,
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    const { userId } = jobs.mail.payload.parse(job.data);
    await this.mails.collect(userId);
    const failures: string[] = [];
    for (const mail of await this.mails.claim(userId)) {
      const failure = await this.send(mail);
      if (failure !== null) failures.push(failure);
    }
    if (failures.length > 0) throw new Error(failures.join('; '));
  }

  /** Answers why it has to be tried again. */
  private async send(mail: MailEntity): Promise<string | null> {
    const user = await this.dataSource.manager.findOneBy(UserEntity, { id: mail.userId });
    const pings = await this.mails.waitingPingsOf(mail.id);
    if (!user || user.mailAbout === 'off' || pings.length === 0) {
      await this.mails.end(mail, 'needless', null);
      return null;
    }
    try {
      await this.mailer.send(
        { name: user.name, address: user.email },
        await this.letterTo(user, pings),
      );
    } catch (error) {
      return this.fail(mail, error instanceof Error ? error.message : String(error));
    }
    await this.mails.end(mail, 'sent', null);
    this.logger.log({ msg: 'mail sent', mail: mail.id, user: user.id, pings: pings.length });
    return null;
  }

  private async fail(mail: MailEntity, reason: string): Promise<string | null> {
    if (mail.attempts < jobs.mail.attempts) {
      await this.mails.putBack(mail, reason);
      return reason;
    }
    await this.mails.end(mail, 'failed', reason);
    this.logger.warn({
      msg: `mail could not be sent: ${reason}`,
      mail: mail.id,
      user: mail.userId,
    });
    return null;
  }

  private async letterTo(user: UserEntity, pings: PingEntity[]): Promise<Letter> {
    const { publicUrl } = this.config;
    const ids = [...new Set(pings.map(({ siteId }) => siteId))];
    const sites = await this.dataSource.manager.findBy(SiteEntity, { id: In(ids) });
    const nameOf = new Map(sites.map(({ id, name }) => [id, name]));
    return waitingLetter({
      pings: pings
        .slice(0, MOST_PINGS)
        .map((ping) => this.mailed(ping, nameOf.get(ping.siteId) ?? '', user)),
      moreCount: Math.max(0, pings.length - MOST_PINGS),
      queueUrl: `${publicUrl}/queue`,
      settingsUrl: `${publicUrl}/settings`,
    });
  }

  private mailed(ping: PingEntity, site: string, user: UserEntity): WaitingPing {
    const { title, excerpt } = publicContentOf(ping);
    const link = { userId: user.id, pingId: ping.id, version: ping.version };
    const decide = Object.fromEntries(
      mailedVerdicts.map((verdict) => [verdict, this.links.addressOf({ ...link, verdict })]),
    ) as WaitingPing['links'];
    return {
      title,
      excerpt,
      site,
      domain: ping.domain,
      source: ping.source,
      target: ping.target.url,
      score: ping.score,
      because: ping.because,
      links: { ...decide, dashboard: `${this.config.publicUrl}/queue?ping=${ping.id}` },
    };
  }
}
