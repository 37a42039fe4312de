// One campaign with what binds it and how its members differ; taking one apart.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CampaignDetail, DissolveResult, PingStatus } from '@trackwarden/contracts';
import { distanceFromTemplate, templateOf, type TemplatePart } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { DomainError } from '../errors.js';
import { lockCampaignsOf } from '../pings/campaign-rows.js';
import { JobQueue } from '../queue/job-queue.js';
import { bindsOf } from './campaign-binds.js';
import { CampaignSummaries } from './campaign-summaries.js';

/** Members that are compared; the newest and the oldest of them. */
const COMPARED = 60;
const SHOWN = 20;

type Member = { id: string; source: string; domain: string; text: string; status: PingStatus };

const MEMBERS = `
  SELECT id, source, domain, status, left(concat_ws(' · ',
      nullif(coalesce(nullif(claimed->>'blogName', ''), extracted->>'siteName'), ''),
      nullif(coalesce(nullif(claimed->>'title', ''), extracted->>'title'), ''),
      nullif(coalesce(nullif(claimed->>'excerpt', ''), extracted->>'excerpt'), '')), 2000) AS text
  FROM pings WHERE id IN (
    (SELECT id FROM pings WHERE campaign_id = $1 ORDER BY received_at DESC, id DESC LIMIT $2) UNION
    (SELECT id FROM pings WHERE campaign_id = $1 ORDER BY received_at, id LIMIT $2)
  ) ORDER BY received_at, id`;

@Injectable()
export class CampaignsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly summaries: CampaignSummaries,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async one(id: string): Promise<CampaignDetail> {
    const summary = await this.summaries.one(id);
    if (!summary) throw notFound();
    const members = await this.dataSource.query<Member[]>(MEMBERS, [id, COMPARED / 2]);
    const template = templateOf(members.map(({ text }) => text));
    return {
      ...summary,
      template: template.map((part) =>
        'text' in part ? { text: part.text } : { slot: part.slot, samples: [...part.samples] },
      ),
      binds: await bindsOf(this.dataSource, id),
      samples: samplesOf(members, template),
    };
  }

  /**
   * Its members become single again, and neither they nor later pings like them are grouped anew.
   * Verdicts stay. Throws `not-found`.
   */
  async dissolve(id: string): Promise<DissolveResult> {
    const released = await this.dataSource.transaction(async (manager) => {
      const [campaign] = await manager.query<{ site_id: string }[]>(
        'SELECT site_id FROM campaigns WHERE id = $1 AND dissolved_at IS NULL',
        [id],
      );
      if (!campaign) throw notFound();
      await lockCampaignsOf(manager, campaign.site_id);
      // pings before their campaign, as an evaluation locks them
      const [members] = await manager.query<[{ id: string }[], number]>(
        `UPDATE pings SET campaign_id = NULL, version = version + 1
         WHERE id IN (SELECT id FROM pings WHERE campaign_id = $1 ORDER BY id FOR UPDATE)
         RETURNING id`,
        [id],
      );
      await manager.query('UPDATE ping_likenesses SET released_from = $1 WHERE ping_id = ANY($2)', [
        id,
        members.map((member) => member.id),
      ]);
      const now = this.clock.now();
      await manager.query(
        `UPDATE campaigns SET dissolved_at = coalesce(dissolved_at, $2), rescore_due_at = $2,
           decision_id = NULL, verdict = NULL, inherits_until = NULL WHERE id = $1`,
        [id, now],
      );
      return members.length;
    });
    const jobId = `${id}-dissolved`;
    await this.queue.enqueue('rescore', [{ jobId, payload: { campaignId: id } }]);
    return { id, released };
  }
}

/** Those least like the others first. */
function samplesOf(
  members: readonly Member[],
  template: readonly TemplatePart[],
): CampaignDetail['samples'] {
  return members
    .map((member) => ({ ...member, distance: distanceFromTemplate(template, member.text) }))
    .sort((one, other) => other.distance - one.distance)
    .slice(0, SHOWN);
}

function notFound(): DomainError {
  return new DomainError('not-found', { detail: 'There is no campaign with this id.' });
}
