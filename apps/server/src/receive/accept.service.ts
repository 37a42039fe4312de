// Stage 1 for every protocol: known, open, within the limits, canonical; then the ping is stored.
import { Injectable, Logger } from '@nestjs/common';
import type { AddressKind, Ping, Protocol } from '@trackwarden/contracts';
import { canonicalUrl, sameResource } from '@trackwarden/protocol';
import { registrableDomain, textFingerprint } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { TargetEntity } from '../database/entities/target.entity.js';
import { Floods } from '../pings/floods.js';
import { PingRecorder, type RecordedPing } from '../pings/ping-recorder.js';
import type { Door } from '../sites/addressed.js';
import { RateLimits } from '../rate-limits.js';
import { isSame } from '../secrets.js';
import { senderKeysOf } from '../sender-network.js';
import type { Sender } from './sender.js';

const DAY_MS = 86_400_000;
const MISSING_FOR_MS = 600_000;
/** A column of 255 characters; the end of a name says whose it is. */
const MAX_DOMAIN_KEY = 200;

/** A well-formed ping of any protocol, before any check of ours. */
export type Incoming = {
  protocol: Protocol;
  door: Door;
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
  address: AddressKind;
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
    private readonly floods: Floods,
    private readonly clock: Clock,
  ) {}

  /**
   * First, before anything is looked at or made: are sender and source within limits, and is the site
   * open? A knock at a closed door counts, and so does one where there is no site.
   */
  async admit(door: Door | null, sender: Sender, source: string): Promise<Refusal | null> {
    const isOpen = door?.isOpen ?? false;
    const limited = await this.within([
      ...budgetsOf(sender),
      { name: 'sourceDomain', key: domainOf(source).slice(-MAX_DOMAIN_KEY) },
      ...(door && isOpen ? [{ name: 'site', key: door.site.id } as const] : []),
    ]);
    if (limited || !door || isOpen) return limited;
    return { code: 'closed', message: 'This site does not take pings at present.' };
  }

  /** A request that is no ping (malformed, or a question) takes from the sender's budgets alone. */
  limited(sender: Sender): Promise<Refusal | null> {
    return this.within(budgetsOf(sender));
  }

  /** For a sender that {@link admit} let in. */
  async accept(incoming: Incoming): Promise<Accepted> {
    const refusal =
      this.closed(incoming) ?? this.missing(incoming) ?? secret(incoming) ?? samePage(incoming);
    if (refusal) return { ok: false, refusal };

    const { protocol, door, target, targetGiven, source, claimed, sender, address } = incoming;
    const { site, announce } = door;
    const domain = domainOf(source);
    const ping = await this.recorder.record({
      siteId: site.id,
      targetId: target.id,
      protocol,
      source,
      canonicalSource: canonicalUrl(source) ?? source,
      targetGiven,
      scope: incoming.isForInbox || target.kind === 'category' ? 'site' : 'page',
      domain,
      claimed,
      vouch: incoming.vouch ?? null,
      accessCode: incoming.accessCode ?? null,
      textFingerprint: textFingerprint(`${claimed.title} ${claimed.excerpt}`) || null,
      sender,
      announce,
      address,
      dateWanted: site.settings.datedAddresses,
      isDeferred: await this.floods.defers(door, source, sender.ip),
    });
    this.logger.log({ msg: 'ping stored', ping: ping.id, site: site.id, isNew: ping.isNew });
    return { ok: true, ping };
  }

  /** By a date of the page, or by its age. */
  private closed({ door: { site }, target }: Incoming): Refusal | null {
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

  /** The same words whichever budget is spent: they tell nothing about other senders. */
  private async within(wanted: Parameters<RateLimits['takeInOrder']>[0]): Promise<Refusal | null> {
    const { retryAfterSeconds } = await this.limits.takeInOrder(wanted);
    if (retryAfterSeconds === null) return null;
    const message = `Too many pings. Try again in ${retryAfterSeconds} seconds.`;
    return { code: 'limited', message, retryAfterSeconds };
  }
}

function budgetsOf({ ip }: Sender) {
  const { address, network } = senderKeysOf(ip);
  return [
    { name: 'sender', key: address },
    { name: 'network', key: network },
  ] as const;
}

/** Each user of a shared platform is a domain. */
function domainOf(source: string): string {
  return registrableDomain(source) ?? new URL(source).hostname;
}

function secret({ door: { site }, target, isForInbox, passphrase }: Incoming): Refusal | null {
  const wanted = isForInbox ? site.settings.inboxPassphrase : target.passphrase;
  if (wanted === null || isSame(wanted, passphrase ?? '')) return null;
  return { code: 'secret', message: 'This address needs a passphrase.' };
}

function samePage({ source, target }: Incoming): Refusal | null {
  if (!sameResource(source, target.url)) return null;
  return { code: 'same-page', message: 'The source and the target are the same page.' };
}
