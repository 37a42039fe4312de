// One ping with everything that helps to judge it: last evidence, history of its domain, timeline.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Ping, PingDetail, PingStatus, VerificationState } from '@trackwarden/contracts';
import { canonicalUrl, titleSimilarity } from '@trackwarden/protocol';
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
    const [checks, transitions, domain, samePageAs] = await Promise.all([
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
      this.samePageAs(ping),
    ]);
    const last = checks[0];
    return {
      ...pingView(ping),
      prior: ping.prior,
      counterfactuals: [...(last?.judgement.counterfactuals ?? [])],
      page: last ? pageOf(last.evidence) : null,
      claims: last
        ? claimsOf(last.evidence, last.judgement)
        : { titleOnPage: null, titleSimilarity: null, excerptOnPage: null },
      domainHistory: {
        total: domain.total,
        approved: domain.approved,
        spam: domain.spam,
        firstSeenAt: domain.first_seen_at?.toISOString() ?? null,
      },
      sources: last ? sourcesOf(last.evidence) : [],
      approvedForTarget: domain.approved_for_target,
      samePageAs,
      timeline: timelineOf(ping, checks, transitions),
    };
  }

  /** Only within one domain: a page may name any other as its own. */
  private async samePageAs({ extracted, ...ping }: PingEntity): Promise<PingDetail['samePageAs']> {
    const named = extracted?.canonicalUrl ? canonicalUrl(extracted.canonicalUrl) : null;
    return this.dataSource.query<Pick<Ping, 'id' | 'source' | 'status'>[]>(SAME_PAGE, [
      ping.siteId,
      ping.domain,
      ping.targetId,
      ping.id,
      ping.canonicalSource,
      named,
      extracted?.canonicalUrl ?? null,
    ]);
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

// it names the other, is named by it, or both name a third
const SAME_PAGE = `
  SELECT id, source, status FROM pings
  WHERE site_id = $1 AND domain = $2 AND target_id = $3 AND id <> $4
    AND (canonical_source = $6 OR extracted->>'canonicalUrl' IN ($5, $7))
  ORDER BY received_at LIMIT 5`;

function pageOf({ page }: Evidence): PingDetail['page'] {
  if (!page) return null;
  const { outgoingLinks, outgoingHosts, noindex, textLength, text, language } = page;
  const languageDetected = page.languageDetected === true;
  return { outgoingLinks, outgoingHosts, noindex, language, languageDetected, textLength, text };
}

/** Nothing in evidence of an earlier release. */
function sourcesOf({ reputation }: Evidence): PingDetail['sources'] {
  return (reputation.sources ?? []).map(
    ({ scope, key, approved, spam, firstSeenDaysAgo, elsewhere }) => ({
      ...{ scope, key, approved, spam, firstSeenDaysAgo },
      elsewhere: elsewhere ? { approved: elsewhere.approved, spam: elsewhere.spam } : null,
    }),
  );
}

function claimsOf({ claimed, page }: Evidence, { signals }: Judgement): PingDetail['claims'] {
  const spoke = (id: string) => signals.some(({ signal }) => signal === id);
  return {
    titleSimilarity: page && titleSimilarity(claimed.title, page.title),
    titleOnPage: page && claimed.title ? !spoke('claimed-title-absent') : null,
    excerptOnPage: page && claimed.excerpt ? !spoke('excerpt-absent') : null,
  };
}

function findingOf({ evidence }: EvidenceEntity): string {
  const { state, cloaked } = evidence.verification;
  return cloaked === true ? 'the link is shown to one program only' : found[state];
}

const checkOf = (check: EvidenceEntity): string =>
  `Checked${check.isSecondLook ? ' again as another program' : ''}: ${findingOf(check)}`;

/** From the facts of the check before, without a look at the source. */
function isScoredAnew({ verification }: EvidenceEntity, earlier?: EvidenceEntity): boolean {
  return verification !== null && verification.checkedAt === earlier?.verification?.checkedAt;
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
    ...checks.map((check, at) => ({
      at: check.checkedAt,
      text: `${isScoredAnew(check, checks[at + 1]) ? 'With its campaign' : checkOf(check)}. Scored ${check.judgement.score}.`,
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
