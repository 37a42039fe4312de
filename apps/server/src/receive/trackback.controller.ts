// TrackBack on the wire: raw bytes in, the exact XML envelope out, whatever happens.
import { All, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  parseTrackbackPing,
  trackbackError,
  trackbackSuccess,
  TRACKBACK_CONTENT_TYPE,
} from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { TargetEntity } from '../database/entities/target.entity.js';
import { prefersHtml } from '../http/prefers-html.js';
import { AddressBook, type Addressed } from '../sites/addressed.js';
import { DatedAddresses, splitMark } from '../sites/dated-addresses.js';
import { TargetsService } from '../sites/targets.service.js';
import { AcceptService, type Refusal } from './accept.service.js';
import { bodyOf, senderOf } from './sender.js';
import { TrackbackListing } from './trackback-listing.js';
import { canNamePage } from './usable-target.js';

type Query = Record<string, string | string[] | undefined>;

const UNKNOWN = 'There is nothing to ping at this address.';

@Public()
@ApiExcludeController()
@Controller('trackback')
export class TrackbackController {
  constructor(
    private readonly addresses: AddressBook,
    private readonly targets: TargetsService,
    private readonly acceptance: AcceptService,
    private readonly listing: TrackbackListing,
    private readonly dates: DatedAddresses,
  ) {}

  @All(':key/:passphrase?')
  async take(
    @Param('key') key: string,
    @Param('passphrase') passphrase: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('content-type', TRACKBACK_CONTENT_TYPE).header('x-robots-tag', 'noindex');
    if (request.method === 'POST') return this.ping(key, passphrase, request, reply);
    if (request.method === 'GET' || request.method === 'HEAD')
      return this.read(key, request, reply);
    refuseMethod(reply);
  }

  private async ping(
    segment: string,
    passphrase: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const sender = senderOf(request);
    const parsed = parseTrackbackPing({
      contentType: request.headers['content-type'],
      body: bodyOf(request),
    });
    if (!parsed.ok) {
      const refusal = await this.acceptance.limited(sender);
      if (refusal) {
        refuse(reply, refusal);
        return;
      }
      void reply.status(parsed.error.code === 'unsupported-media-type' ? 415 : 200);
      return void reply.send(trackbackError(parsed.error.message));
    }
    const { key, mark } = splitMark(segment);
    const addressed = await this.addresses.find(key);
    const refusal = await this.acceptance.admit(addressed, sender, parsed.value.url);
    if (refusal) {
      refuse(reply, refusal);
      return;
    }
    if (!addressed) return void reply.send(trackbackError(UNKNOWN));
    // a page's own key names the page, whatever else stands in the address
    const given = addressed.target ? null : targetGiven(request.query as Query);
    const target = await this.targetOf(addressed, given);
    if (!target) return void reply.send(trackbackError(UNKNOWN));

    const { url, title, excerpt, blogName } = parsed.value;
    const accepted = await this.acceptance.accept({
      protocol: 'trackback',
      door: addressed,
      target,
      targetGiven: given ?? target.url,
      isForInbox: !addressed.target && given === null,
      passphrase,
      source: url,
      claimed: { title, excerpt, blogName },
      sender,
      address: this.dates.kindOf(key, mark),
    });
    if (accepted.ok) void reply.send(trackbackSuccess());
    else refuse(reply, accepted.refusal);
  }

  private async read(segment: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const query = request.query as Query;
    const addressed = await this.addresses.find(splitMark(segment).key);
    if (!addressed) return void reply.status(404).send(trackbackError(UNKNOWN));
    if (query['__mode'] === 'rss') {
      const listing = await this.listing.of(addressed, targetGiven(query));
      return void reply.send(listing ?? trackbackError(UNKNOWN));
    }
    if (prefersHtml(request.headers.accept))
      return void reply.redirect(addressed.target?.url ?? homeOf(addressed), 302);
    refuseMethod(reply);
  }

  /** A target's key names it; a site's key takes the page from `?target=`, or is the site-wide inbox. */
  private async targetOf(
    { site, target }: Addressed,
    given: string | null,
  ): Promise<TargetEntity | null> {
    if (target) return target;
    return this.targets.ensure(site, given ?? homeOf({ site }));
  }
}

function refuse(reply: FastifyReply, refusal: Refusal): void {
  if (refusal.code === 'limited')
    void reply.status(429).header('retry-after', String(refusal.retryAfterSeconds));
  void reply.send(trackbackError(refusal.message));
}

function targetGiven(query: Query): string | null {
  const given = query['target'];
  const first = Array.isArray(given) ? given[0] : given;
  if (first === undefined) return null;
  return canNamePage(first) ? first : '';
}

function homeOf({ site }: Pick<Addressed, 'site'>): string {
  return `${site.origins[0] ?? ''}/`;
}

function refuseMethod(reply: FastifyReply): void {
  void reply
    .status(405)
    .header('allow', 'POST')
    .send(trackbackError('A TrackBack ping must use HTTP POST.'));
}
