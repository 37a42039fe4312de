// Stage 1 for every protocol: known, open, within the limits, canonical; then the ping is stored.
import { Injectable, Logger } from '@nestjs/common';
import type { Ping, Protocol } from '@trackwarden/contracts';
import { canonicalUrl, sameResource } from '@trackwarden/protocol';
import { registrableDomain, textFingerprint } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import type { TargetEntity } from '../database/entities/target.entity.js';
import { PingRecorder, type RecordedPing } from '../pings/ping-recorder.js';
import { RateLimits } from '../rate-limits.js';

/** A well-formed ping of any protocol, before any check of ours. */
export type Incoming = {
  protocol: Protocol;
  site: SiteEntity;
  target: TargetEntity;
  targetGiven: string;
  source: string;
  claimed: Ping['claimed'];
  sender: { ip: string; userAgent: string };
  announce: boolean;
};

/** Why a ping is not taken; the receivers say it in the words of their protocol. */
export type Refusal =
  | { code: 'closed'; message: string }
  | { code: 'same-page'; message: string }
  | { code: 'limited'; message: string; retryAfterSeconds: number };

export type Accepted = { ok: true; ping: RecordedPing } | { ok: false; refusal: Refusal };

@Injectable()
export class AcceptService {
  private readonly logger = new Logger('receive');

  constructor(
    private readonly recorder: PingRecorder,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** First, before anything is looked at or made: is the site open, and is the sender within limits? */
  async admit(site: SiteEntity, senderIp: string): Promise<Refusal | null> {
    if (!site.settings.intakeOpen)
      return { code: 'closed', message: 'This site does not take pings at present.' };
    return this.limited(site, senderIp);
  }

  /** For a sender that {@link admit} let in. */
  async accept(incoming: Incoming): Promise<Accepted> {
    const refusal = this.closed(incoming) ?? selfPing(incoming);
    if (refusal) return { ok: false, refusal };

    const { protocol, site, target, targetGiven, source, claimed, sender, announce } = incoming;
    const ping = await this.recorder.record({
      siteId: site.id,
      targetId: target.id,
      protocol,
      source,
      canonicalSource: canonicalUrl(source) ?? source,
      targetGiven,
      domain: registrableDomain(source) ?? new URL(source).hostname,
      claimed,
      textFingerprint: textFingerprint(`${claimed.title} ${claimed.excerpt}`) || null,
      sender,
      announce,
    });
    this.logger.log({ msg: 'ping stored', ping: ping.id, site: site.id, isNew: ping.isNew });
    return { ok: true, ping };
  }

  private closed({ target }: Incoming): Refusal | null {
    if (target.closesAt && target.closesAt <= this.clock.now())
      return { code: 'closed', message: 'This page no longer takes pings.' };
    return null;
  }

  private async limited(site: SiteEntity, senderIp: string): Promise<Refusal | null> {
    const [bySender, bySite] = await Promise.all([
      this.limits.take('sender', senderIp),
      this.limits.take('site', site.id),
    ]);
    const retryAfterSeconds = bySender.retryAfterSeconds ?? bySite.retryAfterSeconds;
    if (retryAfterSeconds === null) return null;
    const message = `Too many pings. Try again in ${retryAfterSeconds} seconds.`;
    return { code: 'limited', message, retryAfterSeconds };
  }
}

function selfPing({ source, target }: Incoming): Refusal | null {
  if (!sameResource(source, target.url)) return null;
  return { code: 'same-page', message: 'The source and the target are the same page.' };
}
