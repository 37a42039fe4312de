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
import { isSame } from '../secrets.js';
import type { Sender } from './sender.js';

const DAY_MS = 86_400_000;
const MISSING_FOR_MS = 600_000;

/** A well-formed ping of any protocol, before any check of ours. */
export type Incoming = {
  protocol: Protocol;
  site: SiteEntity;
  target: TargetEntity;
  targetGiven: string;
  /** The site-wide inbox: a link to any page of the site proves the ping. */
  isForInbox?: boolean;
  /** The secret that came with the address, when there was one. */
  passphrase?: string | undefined;
  source: string;
  claimed: Ping['claimed'];
  vouch?: string | null;
  accessCode?: string | null;
  sender: Sender;
  announce: boolean;
};

/** Why a ping is not taken; the receivers say it in the words of their protocol. */
export type Refusal =
  | { code: 'closed' | 'same-page' | 'secret' | 'missing'; message: string }
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

  /**
   * First, before anything is looked at or made: is the site open, and is the sender within limits?
   * Without a site only the sender is asked for.
   */
  async admit(site: SiteEntity | null, senderIp: string): Promise<Refusal | null> {
    if (site && !site.settings.intakeOpen)
      return { code: 'closed', message: 'This site does not take pings at present.' };
    return this.limited(site, senderIp);
  }

  /** For a sender that {@link admit} let in. */
  async accept(incoming: Incoming): Promise<Accepted> {
    const refusal =
      this.closed(incoming) ?? this.missing(incoming) ?? secret(incoming) ?? samePage(incoming);
    if (refusal) return { ok: false, refusal };

    const { protocol, site, target, targetGiven, source, claimed, sender, announce } = incoming;
    const ping = await this.recorder.record({
      siteId: site.id,
      targetId: target.id,
      protocol,
      source,
      canonicalSource: canonicalUrl(source) ?? source,
      targetGiven,
      scope: incoming.isForInbox || target.kind === 'category' ? 'site' : 'page',
      domain: registrableDomain(source) ?? new URL(source).hostname,
      claimed,
      vouch: incoming.vouch ?? null,
      accessCode: incoming.accessCode ?? null,
      textFingerprint: textFingerprint(`${claimed.title} ${claimed.excerpt}`) || null,
      sender,
      announce,
    });
    this.logger.log({ msg: 'ping stored', ping: ping.id, site: site.id, isNew: ping.isNew });
    return { ok: true, ping };
  }

  /** By a date of the page, or by its age. */
  private closed({ site, target }: Incoming): Refusal | null {
    const { closeAfterDays } = site.settings;
    const now = this.clock.now();
    const since = target.publishedAt ?? target.createdAt;
    const isOld =
      closeAfterDays !== null && since.getTime() + closeAfterDays * DAY_MS <= now.getTime();
    if (!isOld && !(target.closesAt && target.closesAt <= now)) return null;
    return { code: 'closed', message: 'This page no longer takes pings.' };
  }

  /** Only while the site's word is fresh: a page may appear later. */
  private missing({ target }: Incoming): Refusal | null {
    const age = this.clock.now().getTime() - (target.checkedAt?.getTime() ?? 0);
    if (!target.isMissing || age > MISSING_FOR_MS) return null;
    return { code: 'missing', message: 'The site has no such page as the target.' };
  }

  /** Takes from the budgets of the sender and of the site. */
  async limited(site: SiteEntity | null, senderIp: string): Promise<Refusal | null> {
    const [bySender, bySite] = await Promise.all([
      this.limits.take('sender', senderIp),
      site && this.limits.take('site', site.id),
    ]);
    const retryAfterSeconds = bySender.retryAfterSeconds ?? bySite?.retryAfterSeconds ?? null;
    if (retryAfterSeconds === null) return null;
    const message = `Too many pings. Try again in ${retryAfterSeconds} seconds.`;
    return { code: 'limited', message, retryAfterSeconds };
  }
}

function secret({ site, target, isForInbox, passphrase }: Incoming): Refusal | null {
  const wanted = isForInbox ? site.settings.inboxPassphrase : target.passphrase;
  if (wanted === null || isSame(wanted, passphrase ?? '')) return null;
  return { code: 'secret', message: 'This address needs a passphrase.' };
}

function samePage({ source, target }: Incoming): Refusal | null {
  if (!sameResource(source, target.url)) return null;
  return { code: 'same-page', message: 'The source and the target are the same page.' };
}
