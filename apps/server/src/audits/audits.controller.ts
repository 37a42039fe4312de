// The report on automatic decisions over HTTP.
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { auditReportSchema, type AuditReport } from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { IdParam } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { AuditReports } from './audit-reports.service.js';

@ApiTags('sites')
@Controller('api/v1')
export class AuditsController {
  constructor(
    private readonly sites: SitesService,
    private readonly reports: AuditReports,
  ) {}

  /** How often automatic decisions of the last 90 days were wrong, by those drawn and looked at. */
  @Get('sites/:id/audits')
  @Answers(200, auditReportSchema)
  async report(@IdParam() siteId: string): Promise<AuditReport> {
    const { id } = await this.sites.one(siteId);
    return this.reports.of(id);
  }
}
