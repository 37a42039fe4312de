// Scores the members of a campaign anew, from the evidence of their last check; nothing is fetched again.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Campaign, Evidence, Judgement } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import { EvidenceEntity } from '../database/entities/evidence.entity.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { SiteEntity } from '../database/entities/site.entity.js';
import { campaignExtent } from '../pings/campaign-rows.js';
import { judgedAnew } from '../pings/judged-anew.js';
import { notVerified } from '../pings/ping-view.js';
import { SiteJudges } from '../learning/site-judges.js';
import { PingTransitions, type Outcome } from '../pings/ping-transitions.js';
import { judgementColumns } from './evaluated-ping.js';
import { policyFor } from '../pings/site-policy.js';
import { heldAsUnanswered } from './unanswered.js';

/** Whose last evidence knows nothing of the campaign, or still knows one that was dissolved. */
const WAITING = `
  SELECT pings.id FROM pings
  JOIN LATERAL (SELECT evidence FROM evidence WHERE ping_id = pings.id
    ORDER BY checked_at DESC, id DESC LIMIT 1) AS last ON true
  WHERE (campaign_id = $1 AND coalesce(last.evidence->'campaign', 'null') = 'null'
      OR pings.id IN (SELECT ping_id FROM ping_likenesses WHERE released_from = $1)
        AND campaign_id IS NULL AND coalesce(last.evidence->'campaign', 'null') <> 'null')
    AND status IN ('pending', 'spam', 'approved') AND decided_kind IS DISTINCT FROM 'person'
    AND decided_kind IS DISTINCT FROM 'rule' AND decided_id IS NULL
  ORDER BY pings.id LIMIT 100`;

@Injectable()
export class CampaignRescoring {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transitions: PingTransitions,
    private readonly judges: SiteJudges,
    private readonly clock: Clock,
  ) {}

  /** Safe to repeat: each ping is scored anew once. */
  async run(campaignId: string): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const rows = await this.dataSource.query<{ id: string }[]>(WAITING, [campaignId]);
      const ids = rows.map(({ id }) => id).filter((id) => !tried.has(id));
      if (ids.length === 0) break;
      for (const id of ids) {
        tried.add(id);
        await this.rescore(id);
      }
    }
    await this.dataSource.query('UPDATE campaigns SET rescore_due_at = NULL WHERE id = $1', [
      campaignId,
    ]);
  }

  private async rescore(pingId: string): Promise<void> {
    const outcome = await this.dataSource.transaction(async (manager) => {
      const ping = await manager.findOne(PingEntity, {
        where: { id: pingId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!ping || ping.decidedKind === 'person') return null;
      const { campaignId } = ping;
      const campaign = campaignId === null ? null : await campaignExtent(manager, campaignId);
      return this.write(manager, ping, campaign);
    });
    if (outcome) await this.transitions.announce(outcome);
  }

  private async write(
    manager: EntityManager,
    ping: PingEntity,
    campaign: Campaign | null,
  ): Promise<Outcome | null> {
    const site = await manager.findOneByOrFail(SiteEntity, { id: ping.siteId });
    const last = await manager.findOne(EvidenceEntity, {
      where: { pingId: ping.id },
      order: { checkedAt: 'DESC', id: 'DESC' },
    });
    // another run was faster
    if (!last || isKnown(last.evidence) === (campaign !== null)) return null;
    const evidence = { ...last.evidence, campaign };
    const judgement = judgedAnew(evidence, ping.signals, await this.judges.of(site));
    const checkedAt = this.clock.now();
    await manager.insert(EvidenceEntity, {
      id: uuidv7(),
      pingId: ping.id,
      checkedAt,
      evidence,
      judgement,
      verification: last.verification,
      isSecondLook: last.isSecondLook,
    });
    Object.assign(ping, judgementColumns(judgement), { version: ping.version + 1 });
    await manager.save(ping);
    return this.apply(manager, ping, site, { evidence, judgement });
  }

  private async apply(
    manager: EntityManager,
    ping: PingEntity,
    site: SiteEntity,
    { evidence, judgement }: { evidence: Evidence; judgement: Judgement },
  ): Promise<Outcome> {
    const whole = await manager.findOneOrFail(PingEntity, {
      where: { id: ping.id },
      relations: { target: true },
    });
    const policy = heldAsUnanswered(
      policyFor(whole, site, judgement, ping.verification ?? notVerified),
      evidence.opinions,
    );
    whole.because = policy.because;
    await manager.update(PingEntity, { id: ping.id }, { because: policy.because });
    const isSame = policy.status === ping.status || ping.published !== null;
    const to = { status: policy.status, held: ping.held };
    const outcome = await this.transitions.transition(
      manager,
      isSame ? [] : [{ pingId: ping.id, to }],
      {
        actor: { kind: 'policy', id: null },
        because: `${policy.because} (scored anew with its campaign)`,
        decisionId: null,
        holdMs: 0,
      },
    );
    return isSame ? { ...outcome, changed: [{ ping: whole, from: whole }] } : outcome;
  }
}

/** Evidence of an earlier release has no such field. */
function isKnown(evidence: Evidence): boolean {
  return (evidence.campaign as Campaign | null | undefined) != null;
}
