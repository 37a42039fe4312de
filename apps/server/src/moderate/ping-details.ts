// One ping with everything that helps to judge it: last evidence, history of its domain, timeline.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PingDetail, PingStatus, VerificationState } from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';
import { TransitionEntity } from '../database/entities/decision.entity.js';
import { EvidenceEntity } from '../database/entities/evidence.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { PingFinder } from '../pings/ping-finder.js';
import { pingView } from '../pings/ping-view.js';

const found: Record<VerificationState, string> = {
  waiting: 'not yet',
  linked: 'link proven',
  'no-link': 'no link to the page',
  gone: 'the source is gone',
  unreachable: 'the source could not be read',
  refused: 'the source was not fetched',
  unsupported: 'the source is of a kind without links',
};

const now: Record<PingStatus, string> = {
  received: 'waits for its check',
  pending: 'waits for a person',
  approved: 'approved',
  spam: 'spam',
  rejected: 'not wanted',
  removed: 'removed',
};

type DomainRow = {
  total: number;
  approved: number;
  spam: number;
  first_seen_at: Date | null;
  approved_for_target: number;
};

@Injectable()
export class PingDetails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pings: PingFinder,
  ) {}

  async of(id: string): Promise<PingDetail> {
    const ping = await this.pings.one(id);
    const [checks, transitions, domain] = await Promise.all([
      this.dataSource.manager.find(EvidenceEntity, {
        where: { pingId: id },
        order: { checkedAt: 'DESC' },
        take: 20,
      }),
      this.dataSource.manager.find(TransitionEntity, {
        where: { pingId: id },
        order: { version: 'ASC' },
        take: 200,
      }),
      this.domainOf(ping),
    ]);
    const last = checks[0];
    return {
      ...pingView(ping),
      prior: ping.prior,
      counterfactuals: [...(last?.judgement.counterfactuals ?? [])],
      page: last ? pageOf(last.evidence) : null,
      claims: last
        ? claimsOf(last.evidence, last.judgement)
        : { titleOnPage: null, excerptOnPage: null },
      domainHistory: {
        total: domain.total,
        approved: domain.approved,
        spam: domain.spam,
        firstSeenAt: domain.first_seen_at?.toISOString() ?? null,
      },
      approvedForTarget: domain.approved_for_target,
      timeline: timelineOf(ping, checks, transitions),
    };
  }

  private async domainOf(ping: PingEntity): Promise<DomainRow> {
    const [row] = await this.dataSource.query<DomainRow[]>(
      `SELECT count(*)::int AS total, min(received_at) AS first_seen_at,
         (count(*) FILTER (WHERE status = 'approved'))::int AS approved,
         (count(*) FILTER (WHERE status = 'spam'))::int AS spam,
         (SELECT count(*)::int FROM pings WHERE target_id = $3 AND status = 'approved') AS approved_for_target
       FROM pings WHERE site_id = $1 AND domain = $2`,
      [ping.siteId, ping.domain, ping.targetId],
    );
    if (!row) throw new Error('an aggregate returned no row');
    return row;
  }
}

function pageOf({ page }: Evidence): PingDetail['page'] {
  if (!page) return null;
  const { outgoingLinks, outgoingHosts, noindex, textLength, text } = page;
  return { outgoingLinks, outgoingHosts, noindex, textLength, text };
}

function claimsOf({ claimed, page }: Evidence, { signals }: Judgement): PingDetail['claims'] {
  const spoke = (id: string) => signals.some(({ signal }) => signal === id);
  return {
    titleOnPage: page && claimed.title ? !spoke('claimed-title-absent') : null,
    excerptOnPage: page && claimed.excerpt ? !spoke('excerpt-absent') : null,
  };
}

function timelineOf(
  ping: PingEntity,
  checks: EvidenceEntity[],
  transitions: TransitionEntity[],
): PingDetail['timeline'] {
  const program = ping.senderUserAgent ? `, ${ping.senderUserAgent.slice(0, 80)}` : '';
  const entries = [
    { at: ping.receivedAt, text: `Received from ${ping.senderIp}${program}` },
    ...(ping.seenCount > 1
      ? [{ at: ping.lastSeenAt, text: `Pinged again, ${ping.seenCount} times in all` }]
      : []),
    ...checks.map(({ checkedAt, evidence, judgement }) => ({
      at: checkedAt,
      text: `Checked: ${found[evidence.verification.state]}. Scored ${judgement.score}.`,
    })),
    ...transitions.map(({ at, because, toState }) => ({
      at,
      text: `${because} → ${toState.held ? 'put off' : now[toState.status]}`,
    })),
  ];
  return entries
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, text }) => ({ at: at.toISOString(), text }));
}
