// Rules over HTTP: list, make, change, dry run, versions, rollback, taking back what they did.
import { Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createRuleSchema,
  dryRunResultSchema,
  dryRunSchema,
  listSchema,
  rollbackRuleSchema,
  ruleQuerySchema,
  ruleSchema,
  ruleVersionSchema,
  undoRuleResultSchema,
  undoRuleSchema,
  updateRuleSchema,
  type DryRunResult,
  type List,
  type Rule,
  type RuleVersion,
  type UndoRuleResult,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { DryRuns } from './dry-run.service.js';
import { RulesService } from './rules.service.js';
import { UndoEffects } from './undo-effects.js';

@ApiTags('rules')
@Controller('api/v1')
export class RulesController {
  constructor(
    private readonly sites: SitesService,
    private readonly rules: RulesService,
    private readonly dryRuns: DryRuns,
    private readonly effects: UndoEffects,
  ) {}

  @Get('sites/:id/rules')
  @Answers(200, listSchema(ruleSchema))
  async list(
    @IdParam() siteId: string,
    @ValidQuery(ruleQuerySchema) query: z.output<typeof ruleQuerySchema>,
  ): Promise<List<Rule>> {
    await this.sites.one(siteId);
    return this.rules.list(siteId, query);
  }

  @Post('sites/:id/rules')
  @Answers(201, ruleSchema)
  async create(
    @IdParam() siteId: string,
    @CurrentPrincipal() principal: Principal,
    @ValidBody(createRuleSchema) body: z.output<typeof createRuleSchema>,
  ): Promise<Rule> {
    await this.sites.one(siteId);
    return this.rules.view(await this.rules.create(siteId, body, principal));
  }

  /** Tries a rule that is not saved on the pings of the last days. */
  @Post('sites/:id/rules/dry-run')
  @Answers(200, dryRunResultSchema)
  async dryRun(
    @IdParam() siteId: string,
    @ValidBody(dryRunSchema) body: z.output<typeof dryRunSchema>,
  ): Promise<DryRunResult> {
    await this.sites.one(siteId);
    return this.dryRuns.run(siteId, body);
  }

  @Get('rules/:id')
  @Answers(200, ruleSchema)
  async one(@IdParam() id: string): Promise<Rule> {
    return this.rules.view(await this.rules.one(id));
  }

  @Patch('rules/:id')
  @Answers(200, ruleSchema)
  async update(
    @IdParam() id: string,
    @CurrentPrincipal() principal: Principal,
    @ValidBody(updateRuleSchema) body: z.output<typeof updateRuleSchema>,
  ): Promise<Rule> {
    return this.rules.view(await this.rules.update(id, body, principal));
  }

  /** Deletes the rule with its versions and its statistics; what it decided stays decided. */
  @Delete('rules/:id')
  @HttpCode(204)
  async delete(@IdParam() id: string): Promise<void> {
    await this.rules.delete(id);
  }

  @Get('rules/:id/versions')
  @Answers(200, listSchema(ruleVersionSchema))
  async versions(@IdParam() id: string): Promise<List<RuleVersion>> {
    return { items: await this.rules.versions(id), nextCursor: null };
  }

  @Post('rules/:id/rollback')
  @Answers(200, ruleSchema)
  async rollBack(
    @IdParam() id: string,
    @CurrentPrincipal() principal: Principal,
    @ValidBody(rollbackRuleSchema) body: z.output<typeof rollbackRuleSchema>,
  ): Promise<Rule> {
    return this.rules.view(await this.rules.rollBack(id, body, principal));
  }

  /** Puts what the rule decided back into the queue, as one decision that can be undone. */
  @Post('rules/:id/undo-effects')
  @Answers(200, undoRuleResultSchema)
  undoEffects(
    @IdParam() id: string,
    @CurrentPrincipal() principal: Principal,
    @ValidBody(undoRuleSchema) body: z.output<typeof undoRuleSchema>,
  ): Promise<UndoRuleResult> {
    return this.effects.undo(id, body, principal);
  }
}
