// Pingback on the wire: an XML-RPC call in, a string or a fault out, never a fetch in between.
import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  parsePingbackCall,
  pingbackFault,
  pingbackFaults,
  pingbacksList,
  pingbackSuccess,
  PINGBACK_CONTENT_TYPE,
} from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import type { RecordedPing } from '../pings/ping-recorder.js';
import { markIn } from '../sites/dated-addresses.js';
import { AcceptService } from './accept.service.js';
import { AddressedByPage, type PagePing, type PageRefusal } from './addressed-by-page.js';
import { PingbackListing } from './pingback-listing.js';
import { bodyOf, senderOf, type Sender } from './sender.js';

type Fault = { code: number; message: string };

@Public()
@ApiExcludeController()
@Controller('pingback')
export class PingbackController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly door: AddressedByPage,
    private readonly listing: PingbackListing,
    private readonly acceptance: AcceptService,
  ) {}

  @All()
  async take(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const sender = senderOf(request);
    void reply.header('content-type', PINGBACK_CONTENT_TYPE).header('x-robots-tag', 'noindex');
    if (request.method !== 'POST') {
      const message = 'XML-RPC calls must use HTTP POST.';
      void reply.status(405).header('allow', 'POST');
      return void reply.send(pingbackFault(pingbackFaults.invalidRequest, message));
    }
    const call = parsePingbackCall({
      contentType: request.headers['content-type'],
      body: bodyOf(request),
    });
    if (!call.ok) {
      const refusal = await this.acceptance.limited(sender);
      if (refusal) refuse(reply, refusal, null);
      else fault(reply, call.error, null);
      return;
    }
    if (call.value.method === 'pingback.ping')
      return this.ping({ ...call.value, sender, mark: markIn(request.query) }, reply);
    return this.list(call.value.target, sender, reply);
  }

  private async ping(
    { source, target, sender, mark }: Omit<PagePing, 'protocol'>,
    reply: FastifyReply,
  ): Promise<void> {
    const accepted = await this.door.accept({ protocol: 'pingback', source, target, sender, mark });
    if (!accepted.ok) {
      refuse(reply, accepted.refusal, accepted.site);
      return;
    }
    const known = knownFault(accepted.ping);
    if (known) {
      fault(reply, known, accepted.site);
      return;
    }
    const status = `${this.config.publicUrl}/pings/${accepted.ping.id}`;
    // without the two addresses: an answer is cropped, and what they say the sender knows
    void reply.send(pingbackSuccess(`The pingback is stored and will be checked: ${status}`));
  }

  private async list(target: string, sender: Sender, reply: FastifyReply): Promise<void> {
    const listed = await this.listing.of(target, sender);
    if (listed.ok) return void reply.send(pingbacksList(listed.sources));
    refuse(reply, listed.refusal, listed.site);
  }
}

/**
 * A pair that was pinged before is "already registered"; one whose source could not be proven is
 * looked at again, or, when the sender has asked too often, answered with what was found.
 */
function knownFault({
  isNew,
  isChecked,
  verificationState,
  httpStatus,
}: RecordedPing): Fault | null {
  if (isNew) return null;
  switch (verificationState) {
    case 'no-link':
      if (isChecked) return null;
      return { code: pingbackFaults.noLink, message: 'The source does not link to the target.' };
    case 'gone':
    case 'unreachable':
    case 'refused':
    case 'unsupported':
      if (isChecked) return null;
      return httpStatus === 404 || httpStatus === 410
        ? { code: pingbackFaults.sourceNotFound, message: 'The source does not exist.' }
        : { code: pingbackFaults.upstream, message: 'The source could not be read.' };
    case 'waiting':
    case 'linked':
      return { code: pingbackFaults.alreadyRegistered, message: 'This pingback is registered.' };
  }
}

const codeOf: Record<PageRefusal['code'], number> = {
  unknown: pingbackFaults.targetUnusable,
  closed: pingbackFaults.targetUnusable,
  missing: pingbackFaults.targetNotFound,
  'same-page': pingbackFaults.generic,
  secret: pingbackFaults.accessDenied,
  limited: pingbackFaults.accessDenied,
};

function refuse(reply: FastifyReply, refusal: PageRefusal, site: SiteEntity | null): void {
  if (refusal.code === 'limited')
    void reply.status(429).header('retry-after', String(refusal.retryAfterSeconds));
  fault(reply, { code: codeOf[refusal.code], message: refusal.message }, site);
}

/** Unless the site wants otherwise, what a sender could probe for is not told apart. */
function fault(reply: FastifyReply, { code, message }: Fault, site: SiteEntity | null): void {
  const isTold =
    code < 0 ||
    code === pingbackFaults.alreadyRegistered ||
    site?.settings.pingbackFaults === 'detailed';
  void reply.send(
    isTold
      ? pingbackFault(code, message)
      : pingbackFault(pingbackFaults.generic, 'The pingback was not accepted.'),
  );
}
