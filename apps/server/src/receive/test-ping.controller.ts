// "Send a test ping": a real ping from a page of our own, through the same acceptance as any other.
import { Controller, Get, Header, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { testPingResultSchema, testPingSchema, type TestPingResult } from '@trackwarden/contracts';
import { markup } from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody } from '../http/validated.js';
import { TestSources } from '../pings/test-source.js';
import { AddressBook } from '../sites/addressed.js';
import { SitesService } from '../sites/sites.service.js';
import { TargetsService } from '../sites/targets.service.js';
import { AcceptService } from './accept.service.js';

const TITLE = 'A test ping from Trackwarden';

@Controller()
export class TestPingController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly addresses: AddressBook,
    private readonly sites: SitesService,
    private readonly targets: TargetsService,
    private readonly sources: TestSources,
    private readonly acceptance: AcceptService,
  ) {}

  @ApiTags('sites')
  @Post('api/v1/sites/:id/test-ping')
  @Answers(202, testPingResultSchema)
  async send(
    @IdParam() id: string,
    @ValidBody(testPingSchema) body: z.output<typeof testPingSchema>,
    @Req() request: FastifyRequest,
  ): Promise<TestPingResult> {
    const site = await this.sites.one(id);
    const sender = { ip: request.ip, userAgent: 'Trackwarden test ping' };
    const door = await this.addresses.doorOf(site);
    if (!door) throw new DomainError('not-found');
    const refusal = await this.acceptance.admit(door, sender, this.config.publicUrl);
    if (refusal) throw new DomainError('not-allowed-now', { detail: refusal.message });
    const targetGiven = body.target ?? `${site.origins[0] ?? ''}/`;
    const target = await this.targets.ensure(site, targetGiven);
    if (!target)
      throw new DomainError('validation-failed', {
        errors: [{ pointer: '/target', message: "must be a page below one of the site's origins" }],
      });
    const source = this.sources.make(target.url, site.name);
    const accepted = await this.acceptance.accept({
      protocol: 'trackback',
      door: { ...door, announce: false },
      target,
      targetGiven: target.url,
      source,
      claimed: { title: TITLE, excerpt: excerptFor(site.name), blogName: 'Trackwarden' },
      sender,
      address: 'dated',
    });
    if (!accepted.ok)
      throw new DomainError('not-allowed-now', { detail: accepted.refusal.message });
    return { pingId: accepted.ping.id, source };
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('test-source/:page')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('x-robots-tag', 'noindex')
  page(@Param('page') segment: string): string {
    const content = this.sources.read(segment);
    if (!content) throw new DomainError('not-found');
    return String(markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${TITLE}</title></head>
<body><article><h1>${TITLE}</h1>
<p>${excerptFor(content.site)} It links to <a href="${content.target}">the page that was pinged</a>, as the check wants to see.</p>
</article></body></html>
`);
  }
}

function excerptFor(site: string): string {
  return `This page was made to see whether pings for ${site} arrive.`;
}
