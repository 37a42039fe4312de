// What comes into a site's model from outside, and goes out of it: moderated histories, the model as a file.
import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import {
  historyImportSchema,
  historyQuerySchema,
  learningReportSchema,
  modelFileSchema,
  type HistoryImport,
  type LearningReport,
  type ModelFile,
} from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { HistoryImports } from './history-imports.js';
import { readHistory } from './history-lines.js';
import { LearningReports } from './learning-report.js';
import { ModelFiles } from './model-files.js';

@ApiTags('learning')
@Controller('api/v1')
export class LearningTransferController {
  constructor(
    private readonly sites: SitesService,
    private readonly imports: HistoryImports,
    private readonly files: ModelFiles,
    private readonly reports: LearningReports,
  ) {}

  /** A moderated history, one JSON object a line, as `npm run evaluate` takes it; learnt by a job. */
  @Post('sites/:id/learning/history')
  @ApiConsumes('application/x-ndjson')
  @ApiBody({ schema: { type: 'string', description: 'rows with a label, at most 20 MB' } })
  @Answers(201, historyImportSchema)
  async import(
    @IdParam() id: string,
    @ValidQuery(historyQuerySchema) { name }: z.output<typeof historyQuerySchema>,
    @Body() body: unknown,
  ): Promise<HistoryImport> {
    await this.sites.one(id);
    if (!(body instanceof Readable))
      throw new DomainError('unsupported-media-type', {
        detail: 'Send one JSON object a line as application/x-ndjson.',
      });
    return this.imports.add(id, name, await readHistory(body));
  }

  /** Takes the import out of the model, exactly. */
  @Delete('sites/:id/learning/imports/:importId')
  @HttpCode(204)
  async remove(@IdParam() id: string, @IdParam('importId') importId: string): Promise<void> {
    await this.imports.remove(id, importId);
  }

  @Get('sites/:id/learning/model')
  @Answers(200, modelFileSchema)
  async model(@IdParam() id: string): Promise<ModelFile> {
    await this.sites.one(id);
    return this.files.of(id);
  }

  /** In place of what the site has learnt; `refused` in the answer says why it was not put in use. */
  @Put('sites/:id/learning/model')
  @Answers(200, learningReportSchema)
  async put(
    @IdParam() id: string,
    @ValidBody(modelFileSchema) file: z.output<typeof modelFileSchema>,
  ): Promise<LearningReport> {
    await this.sites.one(id);
    await this.files.put(id, file);
    return this.reports.of(await this.sites.one(id));
  }
}
