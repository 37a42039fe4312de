// What to paste into a page so that senders find its addresses; for people and for programs.
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  discoveryQuerySchema,
  discoverySchema,
  type Discovery,
  type Recipe,
} from '@trackwarden/contracts';
import { discoveryMarkup, markup, type Markup } from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { prefersHtml } from '../http/prefers-html.js';
import { facts, publicPage } from '../http/public-page.js';
import { ValidQuery } from '../http/validated.js';
import { DatedAddresses, MARK_PARAMETER } from './dated-addresses.js';
import { recipesFor } from './recipes.js';
import { SitesService } from './sites.service.js';
import { TargetsService } from './targets.service.js';

@Public()
@ApiTags('public')
@Controller('sites')
export class DiscoveryController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sites: SitesService,
    private readonly targets: TargetsService,
    private readonly dates: DatedAddresses,
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
    if (prefersHtml(request.headers.accept))
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
    const isDated = site.settings.datedAddresses;
    const dated = (key: string) => (isDated ? `${key}.${this.dates.markOf(key)}` : key);
    const query = isDated ? `?${MARK_PARAMETER}=${this.dates.markOf(site.key)}` : '';
    // a page that nobody pinged yet has no key of its own: the site's key with the page says the same
    const trackbackUrl =
      known.target?.passphrase === null
        ? `${publicUrl}/trackback/${dated(known.target.key)}`
        : `${publicUrl}/trackback/${dated(site.key)}?target=${encodeURIComponent(page)}`;
    const endpoints = {
      trackbackUrl,
      pingbackUrl: `${publicUrl}/pingback${query}`,
      webmentionUrl: `${publicUrl}/webmention${query}`,
    };
    const freshUntil = isDated ? this.dates.freshUntil().toISOString() : null;
    const markup = discoveryMarkup({
      pageUrl: page,
      title: known.target?.title ?? '',
      ...endpoints,
    });
    const mark = freshUntil === null ? null : { text: this.dates.markOf(site.key), freshUntil };
    const recipes = recipesFor(site, publicUrl, mark);
    return { target: page, ...endpoints, ...markup, freshUntil, recipes };
  }
}

function pageOf(discovery: Discovery): string {
  const { target, snippet, headers, freshUntil } = discovery;
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const body = markup`<h1>How senders find this page</h1>
${facts([
  ['Page', target],
  ['TrackBack', discovery.trackbackUrl],
  ['Pingback', discovery.pingbackUrl],
  ['Webmention', discovery.webmentionUrl],
  ...(freshUntil ? ([['Fresh until', freshUntil.slice(0, 10)]] as const) : []),
])}
<h2>Paste this into the page</h2><pre>${snippet}</pre>
<h2>Or send these headers with it</h2><pre>${headerLines.join('\n')}</pre>
<h2>Or have every page announce itself</h2>${discovery.recipes.map(recipeMarkup)}`;
  return publicPage('Discovery', body);
}

function recipeMarkup({ name, file, note, code }: Recipe): Markup {
  return markup`<details><summary>${name}</summary><p class="note">${note}</p>
<p>Goes into <code>${file}</code></p><pre>${code}</pre></details>`;
}
