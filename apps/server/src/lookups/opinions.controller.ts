// Whom a site asks about its pings, and whether they work, over HTTP.
import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  siteOpinionsSchema,
  useAkismetSchema,
  type DnsList,
  type SiteOpinions,
} from '@trackwarden/contracts';
import type { z } from 'zod';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { Akismet } from './akismet.service.js';
import { DnsListsHealth } from './dns-list-health.js';

@ApiTags('sites')
@Controller('api/v1')
export class OpinionsController {
  constructor(
    private readonly sites: SitesService,
    private readonly health: DnsListsHealth,
    private readonly akismet: Akismet,
  ) {}

  @Get('sites/:id/opinions')
  @Answers(200, siteOpinionsSchema)
  async opinions(@IdParam() siteId: string): Promise<SiteOpinions> {
    return this.view(siteId, (list) => this.health.known(list));
  }

  /** Tries every list of the site, and the key of its service, now. */
  @Post('sites/:id/opinions/test')
  @HttpCode(200)
  @Answers(200, siteOpinionsSchema)
  async test(@IdParam() siteId: string): Promise<SiteOpinions> {
    await this.akismet.verify(await this.sites.one(siteId));
    return this.view(siteId, (list) => this.health.look(list));
  }

  /** Asks a service that speaks as Akismet does about every ping, once it has taken the key. */
  @Put('sites/:id/opinions/akismet')
  @Answers(200, siteOpinionsSchema)
  async useAkismet(
    @IdParam() siteId: string,
    @ValidBody(useAkismetSchema) body: z.output<typeof useAkismetSchema>,
  ): Promise<SiteOpinions> {
    await this.akismet.use(await this.sites.one(siteId), body);
    return this.opinions(siteId);
  }

  @Delete('sites/:id/opinions/akismet')
  @HttpCode(204)
  async stopAkismet(@IdParam() siteId: string): Promise<void> {
    await this.akismet.stop((await this.sites.one(siteId)).id);
  }

  private async view(
    siteId: string,
    healthOf: (list: DnsList) => ReturnType<DnsListsHealth['known']>,
  ): Promise<SiteOpinions> {
    const { settings } = await this.sites.one(siteId);
    const dnsLists = settings.dnsLists.map(async (list) => ({
      ...list,
      health: await healthOf(list),
    }));
    return {
      dnsLists: await Promise.all(dnsLists),
      akismet: await this.akismet.stateOf(siteId),
    };
  }
}
