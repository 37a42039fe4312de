// Import and export of rules and lists over HTTP, starter rules, and the revert of an import.
import { Controller, Get, Post, Res, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  createRuleSchema,
  exportQuerySchema,
  importRulesSchema,
  listSchema,
  ruleBatchSchema,
  rulesFileSchema,
  type CreateRule,
  type List,
  type RuleBatch,
  type RulesFile,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { Answers } from '../http/answers.js';
import { LongJson } from '../http/long-json.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { disallowedKeyLines, domainLines } from './export-lines.js';
import { starterRules } from './starter-rules.js';
import { RuleTransfer } from './transfer-rules.js';

@ApiTags('rules')
@Controller('api/v1')
export class RuleTransferController {
  constructor(
    private readonly sites: SitesService,
    private readonly transfer: RuleTransfer,
  ) {}

  @Post('sites/:id/rules/import')
  @UseInterceptors(LongJson)
  @Answers(201, ruleBatchSchema)
  async import(
    @IdParam() siteId: string,
    @CurrentPrincipal() principal: Principal,
    @ValidBody(importRulesSchema) body: z.output<typeof importRulesSchema>,
  ): Promise<RuleBatch> {
    await this.sites.one(siteId);
    return this.transfer.import(siteId, body, principal);
  }

  /** JSON as the import takes it, or plain text with one entry a line. */
  @Get('sites/:id/rules/export')
  @Answers(200, rulesFileSchema)
  async export(
    @IdParam() siteId: string,
    @ValidQuery(exportQuerySchema) { format }: z.output<typeof exportQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RulesFile | string> {
    await this.sites.one(siteId);
    const file = await this.transfer.export(siteId);
    if (format === 'json') return file;
    void reply.type('text/plain; charset=utf-8');
    return format === 'domains' ? domainLines(file) : disallowedKeyLines(file);
  }

  @Get('sites/:id/rules/imports')
  @Answers(200, listSchema(ruleBatchSchema))
  async batches(@IdParam() siteId: string): Promise<List<RuleBatch>> {
    await this.sites.one(siteId);
    return { items: await this.transfer.batches(siteId), nextCursor: null };
  }

  /** Takes away what the import brought and is still there. */
  @Post('rules/imports/:id/revert')
  @Answers(200, ruleBatchSchema)
  revert(@IdParam() id: string): Promise<RuleBatch> {
    return this.transfer.revert(id);
  }

  /** Rules to start from; none of them is on by itself. */
  @Get('rules/starters')
  @Answers(200, z.object({ items: z.array(createRuleSchema) }))
  starters(): { items: CreateRule[] } {
    return { items: starterRules };
  }
}
