// Tells an Akismet-compatible service where a person decided otherwise than it said: once for each ping.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { JobQueue } from '../queue/job-queue.js';
import { AkismetClient, type AkismetAccount } from './akismet-client.js';
import { blogOf } from './akismet.service.js';
import { questionOf } from './akismet-question.js';

const DAY_MS = 86_400_000;
const PER_SWEEP = 50;

@Injectable()
export class AkismetReports {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly client: AkismetClient,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** After the time in which a decision may be taken back unheard. Answers how many there were. */
  async sweep(): Promise<number> {
    const now = this.clock.now().getTime();
    const [rows] = await this.dataSource.query<[{ ping_id: string }[], number]>(CLAIM, [
      new Date(now - DAY_MS),
      new Date(now - this.config.undoWindowMs),
      PER_SWEEP,
    ]);
    await this.queue.enqueue(
      'report',
      rows.map(({ ping_id }) => ({ jobId: `${ping_id}-report`, payload: { pingId: ping_id } })),
    );
    return rows.length;
  }

  /** Throws when the service did not take it, so that the queue tries again. */
  async send(pingId: string): Promise<void> {
    const { manager } = this.dataSource;
    const [row] = await manager.query<(AkismetAccount & { reported_as: 'spam' | 'ham' })[]>(
      `SELECT url, key, reported_as FROM akismet_verdicts JOIN akismet_accounts USING (site_id)
       WHERE ping_id = $1 AND reported_as IS NOT NULL`,
      [pingId],
    );
    const ping = await manager.findOne(PingEntity, {
      where: { id: pingId },
      relations: { target: true },
    });
    if (!row || !ping) return;
    const site = await manager.findOneByOrFail(SiteEntity, { id: ping.siteId });
    const question = questionOf(ping, ping.extracted, blogOf(site));
    if (!(await this.client.report(row, row.reported_as, question)))
      throw new Error('the service did not take the report');
  }
}

const CLAIM = `
  UPDATE akismet_verdicts SET reported_as = found.verdict FROM (
    SELECT pings.id, CASE pings.status WHEN 'spam' THEN 'spam' ELSE 'ham' END AS verdict
    FROM akismet_accounts JOIN pings USING (site_id)
    JOIN akismet_verdicts AS said ON said.ping_id = pings.id
    WHERE decided_at BETWEEN $1 AND $2 AND decided_kind = 'person' AND reported_as IS NULL
      AND (pings.status = 'spam' AND said.verdict = 'ham'
        OR pings.status = 'approved' AND said.verdict <> 'ham')
    ORDER BY decided_at LIMIT $3 FOR UPDATE OF said SKIP LOCKED
  ) AS found
  WHERE ping_id = found.id RETURNING ping_id`;
