// "Check my page" over HTTP.
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { checkPageSchema, pageCheckSchema, type PageCheck } from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody } from '../http/validated.js';
import { addressOn } from './page-address.js';
import { PageChecks } from './page-check.js';
import { SitesService } from './sites.service.js';

@ApiTags('sites')
@Controller('api/v1/sites')
export class PageCheckController {
  constructor(
    private readonly sites: SitesService,
    private readonly pages: PageChecks,
  ) {}

  @Post(':id/check-page')
  @Answers(200, pageCheckSchema)
  async check(
    @IdParam() id: string,
    @ValidBody(checkPageSchema) { url }: z.output<typeof checkPageSchema>,
  ): Promise<PageCheck> {
    const site = await this.sites.one(id);
    if (addressOn(site, url) === null)
      throw new DomainError('validation-failed', {
        errors: [
          {
            pointer: '/url',
            message: `must be a page below one of the site's origins: ${site.origins.join(', ')}`,
          },
        ],
      });
    return this.pages.check(site, url);
  }
}
