// Campaigns over HTTP: the list, one with its template, taking one apart.
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  campaignDetailSchema,
  campaignQuerySchema,
  campaignSchema,
  dissolveResultSchema,
  listSchema,
  type Campaign,
  type CampaignDetail,
  type CampaignQuery,
  type DissolveResult,
  type List,
} from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { IdParam, ValidQuery } from '../http/validated.js';
import { CampaignSummaries } from './campaign-summaries.js';
import { CampaignsService } from './campaigns.service.js';

@ApiTags('campaigns')
@Controller('api/v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly summaries: CampaignSummaries,
  ) {}

  @Get()
  @Answers(200, listSchema(campaignSchema))
  list(@ValidQuery(campaignQuerySchema) query: CampaignQuery): Promise<List<Campaign>> {
    return this.summaries.list(query);
  }

  @Get(':id')
  @Answers(200, campaignDetailSchema)
  one(@IdParam() id: string): Promise<CampaignDetail> {
    return this.campaigns.one(id);
  }

  @Post(':id/dissolve')
  @Answers(200, dissolveResultSchema)
  dissolve(@IdParam() id: string): Promise<DissolveResult> {
    return this.campaigns.dissolve(id);
  }
}
