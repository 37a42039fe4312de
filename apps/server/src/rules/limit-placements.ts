// Which waiting pings given thresholds would decide; the preview counts them, applying moves them.
import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { PreviewThresholds } from '@trackwarden/contracts';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { SiteJudges, type SiteJudge } from '../learning/site-judges.js';
import { isUnanswered, judgedAnew } from '../pings/judged-anew.js';
import { notVerified } from '../pings/ping-view.js';
import { policyFor } from '../pings/site-policy.js';
import { ListLookup } from './list-lookup.js';
import { MOST_WAITING, waitingPings, type WaitingPing } from './waiting-pings.js';

export type Limits = Pick<PreviewThresholds, 'approveBelow' | 'spamFrom'>;
export type PlacedPing = { pingId: string; version: number; verdict: 'approve' | 'spam' };

@Injectable()
export class LimitPlacements {
  constructor(
    private readonly dataSource: DataSource,
    private readonly judges: SiteJudges,
    private readonly lists: ListLookup,
  ) {}

  /** Nothing is fetched: the evidence is that of the last check, the model and the site are those of now. */
  async of(site: SiteEntity, limits: Limits): Promise<{ placed: PlacedPing[]; isWhole: boolean }> {
    const judge = await this.judges.of(site);
    const pings = await waitingPings(this.dataSource, site.id);
    const placed: PlacedPing[] = [];
    for (const [at, ping] of pings.slice(0, MOST_WAITING).entries()) {
      if (at % 50 === 49) await breathe();
      const verdict = verdictOf(ping, site, judge, limits);
      if (verdict !== null && !(await this.isListedOtherwise(site.id, ping, verdict)))
        placed.push({ pingId: ping.id, version: ping.version, verdict });
    }
    return { placed, isWhole: pings.length <= MOST_WAITING };
  }

  /** The lists may have changed since the check; then the next check decides. */
  private async isListedOtherwise(
    siteId: string,
    { source, senderIp }: WaitingPing,
    verdict: PlacedPing['verdict'],
  ): Promise<boolean> {
    const { blocked, trusted } = await this.lists.of({ siteId, url: source, senderIp });
    return (verdict === 'approve' ? blocked : trusted) !== null;
  }
}

/** Null: a person decides. */
function verdictOf(
  ping: WaitingPing,
  site: SiteEntity,
  judge: SiteJudge,
  limits: Limits,
): PlacedPing['verdict'] | null {
  const { evidence, judgement, verification } = ping;
  const { model } = judge;
  const policy = { ...judge.policy, ...limits };
  const judged = judgedAnew(evidence, judgement.signals, { model, policy });
  const asked = { ...ping, target: { isMissing: ping.targetIsMissing } };
  const { status } = policyFor(asked, site, judged, verification ?? notVerified);
  if (status === 'spam') return 'spam';
  if (status !== 'approved') return null;
  const isKnown = evidence.reputation.trusted !== null || ping.approvedNow >= model.approvedBefore;
  return isUnanswered(evidence) || ping.isOverruled || !isKnown ? null : 'approve';
}
