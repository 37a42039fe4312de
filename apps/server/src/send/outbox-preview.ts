// Exactly what would be sent to whom, found out now; nothing is sent and nothing is stored.
import { Injectable } from '@nestjs/common';
import type { OutboxPreview } from '@trackwarden/contracts';
import { canonicalUrl } from '@trackwarden/protocol';
import { Clock } from '../clock.js';
import type { OutgoingPingEntity } from '../database/entities/outbox.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { HostHasHadItsShare } from '../host-budget.js';
import {
  linksTo,
  readAnnounced,
  SOURCE_GONE,
  targetsOf,
  type PublicSource,
} from './announced-source.js';
import { REMOVED, reasonNotToSend } from './next-step.js';
import { warningsOf } from './outbox-view.js';
import { addressOf, OutboxService, type AnnounceRequest } from './outbox.service.js';
import { planPings, type Candidate, type Plan } from './plan.js';
import { Sending } from './sending.js';

@Injectable()
export class OutboxPreviews {
  constructor(
    private readonly outbox: OutboxService,
    private readonly sending: Sending,
    private readonly clock: Clock,
  ) {}

  /** Throws `too-many-attempts` when a host has been asked too often, `validation-failed`. */
  async preview(site: SiteEntity, request: AnnounceRequest): Promise<OutboxPreview> {
    try {
      return await this.look(site, request);
    } catch (error) {
      if (!(error instanceof HostHasHadItsShare)) throw error;
      const { retryAfterSeconds } = error;
      const detail = 'One of the hosts has been asked too often in the last minute.';
      throw new DomainError('too-many-attempts', { detail, retryAfterSeconds });
    }
  }

  private async look(site: SiteEntity, request: AnnounceRequest): Promise<OutboxPreview> {
    const source = addressOf(request.source).href;
    const known = await this.knownOf(site.id, source);
    const reading = await readAnnounced(this.sending.fetch, source, this.clock.now());
    const nothing = { source, title: '', refusal: null, wouldSend: [], nothingFor: [] };
    const warnings = warningsOf(source, site);
    switch (reading.kind) {
      case 'refused':
      case 'unreachable':
        return { ...nothing, refusal: reading.refusal, warnings };
      case 'gone': {
        const announced = { source, title: '', excerpt: '', siteName: null, isPrivate: false };
        const ended = [...known.values()].map(({ target }) => ({ target, content: REMOVED }));
        const wasTold = [...known.values()].some(({ sentAt }) => sentAt);
        const refusal = wasTold ? null : SOURCE_GONE;
        return {
          ...nothing,
          refusal,
          ...(await this.plan(site, announced, ended, known)),
          warnings,
        };
      }
      case 'public': {
        const wanted = contentsOf(reading, request.targets ?? null, known);
        const plan = await this.plan(site, { source, ...reading }, wanted, known);
        return { ...nothing, title: reading.title, ...plan, warnings };
      }
    }
  }

  private async plan(
    site: SiteEntity,
    announced: Pick<PublicSource, 'title' | 'excerpt' | 'isPrivate'> & { source: string },
    wanted: readonly { target: string; content: string }[],
    known: ReadonlyMap<string, OutgoingPingEntity>,
  ): Promise<Plan> {
    const candidates: Candidate[] = [];
    const nothingFor: Plan['nothingFor'] = [];
    for (const { target, content } of wanted) {
      const before = known.get(canonicalUrl(target) ?? '') ?? null;
      const because = reasonNotToSend(before, content);
      if (because === null) candidates.push({ target, onlyWebmention: Boolean(before?.sentAt) });
      else nothingFor.push({ target, because });
    }
    const { source, title, excerpt, isPrivate } = announced;
    const told = { source, title, excerpt, blogName: site.name, isPrivate };
    const plan = await planPings(this.sending.fetch, told, candidates, this.clock.now());
    return { wouldSend: plan.wouldSend, nothingFor: [...nothingFor, ...plan.nothingFor] };
  }

  private async knownOf(siteId: string, source: string): Promise<Map<string, OutgoingPingEntity>> {
    const item = await this.outbox.find(siteId, source);
    const pings = item ? await this.outbox.pingsOf([item]) : [];
    return new Map(pings.map((ping) => [ping.canonicalTarget, ping]));
  }
}

function contentsOf(
  { page, contentHash }: PublicSource,
  asked: readonly string[] | null,
  known: ReadonlyMap<string, OutgoingPingEntity>,
): { target: string; content: string }[] {
  const { linked, notLinked } = targetsOf(page, asked);
  const ended = asked
    ? [...notLinked.values()]
    : [...known.values()]
        .filter((ping) => !linked.has(ping.canonicalTarget) && !linksTo(page, ping.target))
        .map(({ target }) => target);
  return [
    ...[...linked.values()].map((target) => ({ target, content: contentHash })),
    ...ended.map((target) => ({ target, content: REMOVED })),
  ];
}
