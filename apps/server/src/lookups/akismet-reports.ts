// Tells an Akismet-compatible service where a person decided otherwise than it said, and where that was undone.
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

/** A report that was not taken for so long is let go. */
const DAY_MS = 86_400_000;
/** By then a report that waits has a job; one that is still queued is not queued twice. */
const AGAIN_AFTER_MS = 60_000;
const PER_SWEEP = 50;

type Waiting = { ping_id: string; report_as: 'spam' | 'ham' | null };

@Injectable()
export class AkismetReports {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly client: AkismetClient,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * After the time in which a decision may be taken back unheard. A report is written down before it
   * is sent, so that it outlives its job. Answers how many there were.
   */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const dayAgo = new Date(now.getTime() - DAY_MS);
    const again = new Date(now.getTime() + AGAIN_AFTER_MS);
    const heard = new Date(now.getTime() - this.config.undoWindowMs);
    const [strays] = await this.dataSource.query<[Waiting[], number]>(STRAYS, [
      ...[now, dayAgo, again, PER_SWEEP],
    ]);
    const [ordered] = await this.dataSource.query<[Waiting[], number]>(ORDER, [
      ...[dayAgo, heard, now, again, PER_SWEEP],
    ]);
    const waiting = [...strays, ...ordered].filter(({ report_as }) => report_as !== null);
    await this.queue.enqueue(
      'report',
      waiting.map(({ ping_id }) => ({ jobId: `${ping_id}-report`, payload: { pingId: ping_id } })),
    );
    return waiting.length;
  }

  /** Throws when the service did not take it, so that the queue tries again. */
  async send(pingId: string): Promise<void> {
    const { manager } = this.dataSource;
    const [row] = await manager.query<(AkismetAccount & { report_as: 'spam' | 'ham' })[]>(
      `SELECT url, key, report_as FROM akismet_verdicts JOIN akismet_accounts USING (site_id)
       WHERE ping_id = $1 AND report_as IS NOT NULL`,
      [pingId],
    );
    const ping = await manager.findOne(PingEntity, {
      where: { id: pingId },
      relations: { target: true },
    });
    if (!row || !ping) return;
    const site = await manager.findOneByOrFail(SiteEntity, { id: ping.siteId });
    const question = questionOf(ping, ping.extracted, blogOf(site));
    if (!(await this.client.report(row, row.report_as, question)))
      throw new Error('the service did not take the report');
    await manager.query(TAKEN, [pingId, row.report_as]);
  }
}

/** Those whose job was lost; those that are too old are dropped. */
const STRAYS = `
  UPDATE akismet_verdicts SET report_as = CASE WHEN report_since > $2 THEN report_as END,
    report_due_at = CASE WHEN report_since > $2 THEN $3::timestamptz END
  WHERE ping_id IN (SELECT ping_id FROM akismet_verdicts WHERE report_due_at <= $1
    ORDER BY report_due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
  RETURNING ping_id, report_as`;

/** It may have been ordered otherwise while it was told. */
const TAKEN = `
  UPDATE akismet_verdicts SET reported_as = $2::text, report_as = nullif(report_as, $2::text),
    report_due_at = CASE WHEN report_as <> $2::text THEN report_due_at END
  WHERE ping_id = $1`;

/**
 * What the service last heard, or said itself, is held against what people have decided since, and
 * against its own word where they took it back. What it has not heard yet it need not hear.
 */
const ORDER = `
  WITH moved AS (
    SELECT pings.id, CASE status WHEN 'spam' THEN 'spam' ELSE 'ham' END AS wanted
    FROM akismet_accounts JOIN pings USING (site_id)
    WHERE decided_at BETWEEN $1 AND $2 AND decided_kind = 'person' AND status IN ('approved', 'spam')
    UNION
    SELECT pings.id, CASE WHEN decided_kind = 'person' THEN
      CASE status WHEN 'spam' THEN 'spam' WHEN 'approved' THEN 'ham' END END
    FROM transitions JOIN pings ON pings.id = ping_id
    WHERE undo AND at BETWEEN $1 AND $2 AND NOT EXISTS (
      SELECT FROM transitions AS later WHERE later.ping_id = pings.id
        AND later.version > transitions.version AND later.by_kind IN ('person', 'undo'))
  )
  UPDATE akismet_verdicts SET report_as = nullif(found.wanted, found.heard), report_since = $3,
    report_due_at = CASE WHEN found.wanted <> found.heard THEN $4::timestamptz END
  FROM (
    SELECT said.ping_id, coalesce(wanted, own) AS wanted, coalesce(reported_as, own) AS heard
    FROM moved JOIN akismet_verdicts AS said ON said.ping_id = moved.id
    CROSS JOIN LATERAL (SELECT CASE verdict WHEN 'ham' THEN 'ham' ELSE 'spam' END AS own) AS its
    WHERE coalesce(wanted, own) <> coalesce(report_as, reported_as, own)
    ORDER BY said.ping_id LIMIT $5 FOR UPDATE OF said SKIP LOCKED
  ) AS found
  WHERE akismet_verdicts.ping_id = found.ping_id
  RETURNING akismet_verdicts.ping_id, report_as`;
