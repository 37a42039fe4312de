// Who pinged a site, over HTTP.
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { sourceListQuerySchema, sourceListSchema, type SourceList } from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { IdParam, ValidQuery } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { SourcesService } from './sources.service.js';

@ApiTags('pings')
@Controller('api/v1/sites')
export class SourcesController {
  constructor(
    private readonly sites: SitesService,
    private readonly sources: SourcesService,
  ) {}

  @Get(':id/sources')
  @Answers(200, sourceListSchema)
  async list(
    @IdParam() siteId: string,
    @ValidQuery(sourceListQuerySchema) query: z.output<typeof sourceListQuerySchema>,
  ): Promise<SourceList> {
    await this.sites.one(siteId);
    return this.sources.list(siteId, query);
  }
}
