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
import { waitingPings, type WaitingCursor, type WaitingPing } from './waiting-pings.js';

export type Limits = Pick<PreviewThresholds, 'approveBelow' | 'spamFrom'>;
export type PlacedPing = { pingId: string; version: number; verdict: 'approve' | 'spam' };
/** `next`: where to go on; null when there are no more. */
export type Placements = { placed: PlacedPing[]; next: WaitingCursor | null };

/** So many evidences are read and scored well below two seconds. */
const AT_ONCE = 2_500;

@Injectable()
export class LimitPlacements {
  constructor(
    private readonly dataSource: DataSource,
    private readonly judges: SiteJudges,
    private readonly lists: ListLookup,
  ) {}

  /**
   * Of the newest that wait after `from`. Nothing is fetched: the evidence is that of the last check,
   * the model and the site are those of now.
   */
  async of(
    site: SiteEntity,
    limits: Limits,
    from: WaitingCursor | null = null,
  ): Promise<Placements> {
    const judge = await this.judges.of(site);
    const found = await waitingPings(this.dataSource, site.id, from, AT_ONCE + 1);
    const pings = found.slice(0, AT_ONCE);
    const last = found.length > AT_ONCE ? pings.at(-1) : undefined;
    const placed: PlacedPing[] = [];
    for (const [at, ping] of pings.entries()) {
      if (at % 50 === 49) await breathe();
      const verdict = verdictOf(ping, site, judge, limits);
      if (verdict !== null && !(await this.isListedOtherwise(site.id, ping, verdict)))
        placed.push({ pingId: ping.id, version: ping.version, verdict });
    }
    return { placed, next: last ? { receivedAt: last.receivedAt, id: last.id } : null };
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
