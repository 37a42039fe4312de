// The public feeds of a site: approved mentions as JSON and RSS, cacheable, readable from any origin.
import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mentionQuerySchema, mentionsSchema, type MentionQuery } from '@trackwarden/contracts';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { Answers } from '../http/answers.js';
import { ValidQuery } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { mentionsRss } from './mentions-rss.js';
import { MentionsService } from './mentions.service.js';

@Public()
@ApiTags('public')
@Controller('sites')
export class MentionsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly mentions: MentionsService,
    private readonly sites: SitesService,
  ) {}

  @Get(':siteKey/mentions.json')
  @Answers(200, mentionsSchema)
  async json(
    @Param('siteKey') key: string,
    @ValidQuery(mentionQuerySchema) query: MentionQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const body = JSON.stringify(await this.mentions.of(key, query));
    sendCacheable(request, reply, 'application/json; charset=utf-8', body);
  }

  @Get(':siteKey/mentions.rss')
  @ApiOkResponse({
    description: 'The same as RSS 2.0',
    content: { 'application/rss+xml': { schema: { type: 'string' } } },
  })
  async rss(
    @Param('siteKey') key: string,
    @ValidQuery(mentionQuerySchema) query: MentionQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const site = await this.sites.byKey(key);
    const mentions = await this.mentions.of(key, query);
    const self = `${this.config.publicUrl}${request.url}`;
    const address = `${this.config.publicUrl}/trackback/${site.key}?target=`;
    const body = mentionsRss(
      mentions,
      self,
      `${site.origins[0] ?? ''}/`,
      (target) => `${address}${encodeURIComponent(target)}`,
    );
    sendCacheable(request, reply, 'application/rss+xml; charset=utf-8', body);
  }
}

function sendCacheable(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  body: string,
): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  void reply
    .header('etag', etag)
    .header('cache-control', 'public, max-age=60')
    .header('access-control-allow-origin', '*')
    .header('x-robots-tag', 'noindex')
    .type(type);
  const known = request.headers['if-none-match']?.split(/\s*,\s*/) ?? [];
  if (known.some((tag) => tag.replace(/^W\//, '') === etag)) void reply.status(304).send();
  else void reply.send(body);
}
