// What to paste into a page so that senders find its TrackBack address; for people and for programs.
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { discoveryQuerySchema, discoverySchema, type Discovery } from '@trackwarden/contracts';
import { discoveryMarkup, escapeXml } from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { ValidQuery } from '../http/validated.js';
import { SitesService } from './sites.service.js';
import { TargetsService } from './targets.service.js';
import { targetView } from './site-view.js';

@Public()
@ApiTags('public')
@Controller('sites')
export class DiscoveryController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sites: SitesService,
    private readonly targets: TargetsService,
  ) {}

  @Get(':siteKey/discovery')
  @Answers(200, discoverySchema)
  async markup(
    @Param('siteKey') key: string,
    @ValidQuery(discoveryQuerySchema) { target }: z.output<typeof discoveryQuerySchema>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const discovery = await this.discover(await this.sites.byKey(key), target);
    void reply
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'public, max-age=300')
      .header('vary', 'Accept')
      .header('access-control-allow-origin', '*');
    if (request.headers.accept?.includes('text/html'))
      return void reply.type('text/html; charset=utf-8').send(pageOf(discovery));
    void reply.send(discovery);
  }

  private async discover(site: SiteEntity, given: string | undefined): Promise<Discovery> {
    const page = given ?? `${site.origins[0] ?? ''}/`;
    const known = await this.targets.find(site, page);
    if (!known.belongs)
      throw new DomainError('validation-failed', {
        errors: [{ pointer: '/target', message: "must be a page below one of the site's origins" }],
      });
    const { publicUrl } = this.config;
    // a page that nobody pinged yet has no key of its own: the site's key with the page says the same
    const trackbackUrl =
      known.target?.passphrase === null
        ? targetView(known.target, publicUrl).trackbackUrl
        : `${publicUrl}/trackback/${site.key}?target=${encodeURIComponent(page)}`;
    const markup = discoveryMarkup({
      pageUrl: page,
      title: known.target?.title ?? '',
      trackbackUrl,
    });
    return { target: page, trackbackUrl, ...markup };
  }
}

function pageOf({ target, snippet, trackbackUrl }: Discovery): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>TrackBack discovery</title></head>
<body><main><h1>TrackBack discovery</h1>
<p>For <a href="${escapeXml(target)}" rel="nofollow noopener">${escapeXml(target)}</a></p>
<p>TrackBack address: <code>${escapeXml(trackbackUrl)}</code></p>
<p>Paste this into the page:</p>
<pre>${escapeXml(snippet)}</pre></main></body></html>
`;
}
