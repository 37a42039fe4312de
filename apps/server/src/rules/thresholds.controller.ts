// Thresholds over HTTP: the preview of others, and applying the present ones to what waits.
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  appliedThresholdsSchema,
  previewThresholdsSchema,
  siteCautionSchema,
  thresholdsPreviewSchema,
  type AppliedThresholds,
  type SiteCaution,
  type ThresholdsPreview,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody } from '../http/validated.js';
import { SiteJudges } from '../learning/site-judges.js';
import { SitesService } from '../sites/sites.service.js';
import { AppliedLimits } from './applied-limits.js';
import { ThresholdPreviews } from './thresholds.service.js';

@ApiTags('rules')
@Controller('api/v1')
export class ThresholdsController {
  constructor(
    private readonly sites: SitesService,
    private readonly previews: ThresholdPreviews,
    private readonly applied: AppliedLimits,
    private readonly judges: SiteJudges,
  ) {}

  /** Whether the site is new, and how many decisions it lacks. */
  @Get('sites/:id/caution')
  @Answers(200, siteCautionSchema)
  async caution(@IdParam() siteId: string): Promise<SiteCaution> {
    return this.judges.cautionOf(await this.sites.one(siteId));
  }

  /** Which pings of the last 30 days would go elsewhere; nothing is saved. */
  @Post('sites/:id/thresholds/preview')
  @Answers(200, thresholdsPreviewSchema)
  async preview(
    @IdParam() siteId: string,
    @ValidBody(previewThresholdsSchema) body: z.output<typeof previewThresholdsSchema>,
  ): Promise<ThresholdsPreview> {
    return this.previews.preview(await this.sites.one(siteId), body);
  }

  /** Moves the waiting pings that the saved thresholds decide, as one decision. */
  @Post('sites/:id/thresholds/apply')
  @Answers(200, appliedThresholdsSchema)
  async apply(
    @IdParam() siteId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AppliedThresholds> {
    return this.applied.apply(await this.sites.one(siteId), principal);
  }
}
