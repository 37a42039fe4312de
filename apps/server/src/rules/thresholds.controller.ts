// The preview of other thresholds over HTTP.
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  previewThresholdsSchema,
  thresholdsPreviewSchema,
  type ThresholdsPreview,
} from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { ThresholdPreviews } from './thresholds.service.js';

@ApiTags('rules')
@Controller('api/v1')
export class ThresholdsController {
  constructor(
    private readonly sites: SitesService,
    private readonly previews: ThresholdPreviews,
  ) {}

  /** Which pings of the last 30 days would go elsewhere; nothing is saved. */
  @Post('sites/:id/thresholds/preview')
  @Answers(200, thresholdsPreviewSchema)
  async preview(
    @IdParam() siteId: string,
    @ValidBody(previewThresholdsSchema) body: z.output<typeof previewThresholdsSchema>,
  ): Promise<ThresholdsPreview> {
    return this.previews.preview(await this.sites.one(siteId), body);
  }
}
