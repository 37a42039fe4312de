// Pingback and Webmention name the page itself: finds its site, admits the sender, accepts the ping.
import { Injectable } from '@nestjs/common';
import type { Protocol } from '@trackwarden/contracts';
import type { RecordedPing } from '../pings/ping-recorder.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { AddressBook } from '../sites/addressed.js';
import { DatedAddresses } from '../sites/dated-addresses.js';
import { TargetsService } from '../sites/targets.service.js';
import { AcceptService, type Refusal } from './accept.service.js';
import type { Sender } from './sender.js';
import { canNamePage } from './usable-target.js';

export type PagePing = {
  protocol: Protocol;
  source: string;
  target: string;
  vouch?: string | null;
  accessCode?: string | null;
  sender: Sender;
  /** The date in the address, signed or not. */
  mark: string | null;
};

/** `unknown`: no site of this installation has the page. */
export type PageRefusal = Refusal | { code: 'unknown'; message: string };

/** The site is null when nobody's page was pinged. */
export type PageAccepted =
  | { ok: true; site: SiteEntity; ping: RecordedPing }
  | { ok: false; site: SiteEntity | null; refusal: PageRefusal };

const NOTHING_CLAIMED = { title: '', excerpt: '', blogName: '' };

@Injectable()
export class AddressedByPage {
  constructor(
    private readonly addresses: AddressBook,
    private readonly targets: TargetsService,
    private readonly acceptance: AcceptService,
    private readonly dates: DatedAddresses,
  ) {}

  async accept(ping: PagePing): Promise<PageAccepted> {
    const addressed = canNamePage(ping.target)
      ? await this.addresses.findByPage(ping.target)
      : null;
    const site = addressed?.site ?? null;
    const refusal = await this.acceptance.admit(addressed, ping.sender, ping.source);
    if (refusal) return { ok: false, site, refusal };
    const target = addressed && (await this.targets.ensure(addressed.site, ping.target));
    if (!addressed || !target) {
      const message = 'The target is not a page that takes pings here.';
      return { ok: false, site, refusal: { code: 'unknown', message } };
    }
    const { protocol, source, target: targetGiven, vouch, accessCode, sender } = ping;
    const accepted = await this.acceptance.accept({
      protocol,
      door: addressed,
      target,
      targetGiven,
      source,
      claimed: NOTHING_CLAIMED,
      vouch: vouch ?? null,
      accessCode: accessCode ?? null,
      sender,
      address: this.dates.kindOf(addressed.site.key, ping.mark),
    });
    return { ...accepted, site: addressed.site };
  }
}
