// Webmention on the wire: a form in, 201 with the status page out (W3C Webmention, section 3.2).
import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { markup, parseWebmention } from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { facts, outsideLink, publicPage } from '../http/public-page.js';
import { prefersHtml } from '../http/prefers-html.js';
import { markIn } from '../sites/dated-addresses.js';
import { AcceptService } from './accept.service.js';
import { AddressedByPage, type PageRefusal } from './addressed-by-page.js';
import { bodyOf, senderOf } from './sender.js';

@Public()
@ApiExcludeController()
@Controller('webmention')
export class WebmentionController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly door: AddressedByPage,
    private readonly acceptance: AcceptService,
  ) {}

  @All()
  async take(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('x-robots-tag', 'noindex').header('vary', 'Accept');
    if (request.method === 'POST') return this.mention(request, reply);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && prefersHtml(request.headers.accept))
      return void reply.type('text/html; charset=utf-8').send(FORM);
    void reply.status(405).header('allow', 'POST');
    answerWith(request, reply, 'not-post', 'A Webmention must use HTTP POST.');
  }

  private async mention(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const sender = senderOf(request);
    const parsed = parseWebmention({
      contentType: request.headers['content-type'],
      body: bodyOf(request),
    });
    if (!parsed.ok) {
      const refusal = await this.acceptance.limited(sender);
      const { code, message } = parsed.error;
      refuse(request, reply, refusal ?? { code, message });
      return;
    }
    const { source, target, vouch, code } = parsed.value;
    const accepted = await this.door.accept({
      protocol: 'webmention',
      source,
      target,
      vouch,
      accessCode: code,
      sender,
      mark: markIn(request.query),
    });
    if (!accepted.ok) {
      refuse(request, reply, accepted.refusal);
      return;
    }
    const status = `${this.config.publicUrl}/pings/${accepted.ping.id}`;
    void reply.status(201).header('location', status);
    thank(request, reply, { source, target, status });
  }
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: PageRefusal | { code: string; message: string },
): void {
  if ('retryAfterSeconds' in refusal)
    void reply.status(429).header('retry-after', String(refusal.retryAfterSeconds));
  else void reply.status(400);
  answerWith(request, reply, refusal.code, refusal.message);
}

/** To people a page, to programs JSON when they ask for it, else the sentence alone. */
function answerWith(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  error: string,
  message: string,
): void {
  if (prefersHtml(headers.accept))
    void reply
      .type('text/html; charset=utf-8')
      .send(publicPage('Webmention', markup`<h1>Not accepted</h1><p>${message}</p>`));
  else if (headers.accept?.includes('application/json'))
    void reply.type('application/json; charset=utf-8').send({ error, error_description: message });
  else void reply.type('text/plain; charset=utf-8').send(`${message}\n`);
}

type Taken = { source: string; target: string; status: string };

function thank({ headers }: FastifyRequest, reply: FastifyReply, taken: Taken): void {
  if (prefersHtml(headers.accept)) {
    const body = markup`<h1>Thank you</h1><p>The Webmention is stored and will be checked.</p>
<p><a href="${taken.status}">See how it stands</a></p>${facts([
      ['Source', outsideLink(taken.source)],
      ['Target', outsideLink(taken.target)],
    ])}`;
    void reply.type('text/html; charset=utf-8').send(publicPage('Webmention', body));
    return;
  }
  void reply.type('application/json; charset=utf-8').send({ ...taken, state: 'received' });
}

const FORM = publicPage(
  'Send a Webmention',
  markup`<h1>Send a Webmention</h1>
<p>You have written about a page that takes Webmentions here? Give the address of your post; it must link to that page.</p>
<form method="post">
<label><span>Your post</span><input name="source" type="url" required placeholder="https://"></label>
<label><span>The page it links to</span><input name="target" type="url" required placeholder="https://"></label>
<button>Send</button>
</form>`,
);
