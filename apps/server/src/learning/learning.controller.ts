// What a site has learnt, over HTTP: the report, versions, back to one, forget.
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import {
  learningReportSchema,
  listSchema,
  modelVersionSchema,
  type LearningReport,
  type List,
  type ModelVersion,
} from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { IdParam } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { LearningReports } from './learning-report.js';
import { VersionChanges } from './version-changes.js';
import { versionViews } from './version-view.js';

const MOST_VERSIONS = 2_147_483_647;

/** A number in the path; anything else is no version. */
const NumberParam = () =>
  Param('number', {
    transform(value: unknown): number {
      const number = /^[1-9]\d{0,9}$/.test(String(value)) ? Number(value) : 0;
      if (number === 0 || number > MOST_VERSIONS) throw new DomainError('not-found');
      return number;
    },
  });

@ApiTags('learning')
@Controller('api/v1')
export class LearningController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sites: SitesService,
    private readonly reports: LearningReports,
    private readonly changes: VersionChanges,
  ) {}

  @Get('sites/:id/learning')
  @Answers(200, learningReportSchema)
  async report(@IdParam() id: string): Promise<LearningReport> {
    return this.reports.of(await this.sites.one(id));
  }

  /** Newest first. */
  @Get('sites/:id/learning/versions')
  @Answers(200, listSchema(modelVersionSchema))
  async versions(@IdParam() id: string): Promise<List<ModelVersion>> {
    await this.sites.one(id);
    return { items: await versionViews(this.dataSource, id), nextCursor: null };
  }

  /** Back to a version that was in use, or to a refused one all the same: it becomes a new version. */
  @Post('sites/:id/learning/versions/:number/activate')
  @Answers(200, learningReportSchema)
  async activate(@IdParam() id: string, @NumberParam() number: number): Promise<LearningReport> {
    await this.sites.one(id);
    await this.changes.activate(id, number);
    return this.reports.of(await this.sites.one(id));
  }

  /** Empties the model for good, with its versions, lessons and imports. */
  @Post('sites/:id/learning/forget')
  @Answers(200, learningReportSchema)
  async forget(@IdParam() id: string): Promise<LearningReport> {
    await this.changes.forget(id);
    return this.reports.of(await this.sites.one(id));
  }
}
