// Decisions over HTTP: make one, see how far it has got, cancel it, undo it, read the history.
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createDecisionSchema,
  decisionDetailSchema,
  decisionQuerySchema,
  decisionResultSchema,
  decisionSchema,
  listSchema,
  undoResultSchema,
  type Decision,
  type DecisionDetail,
  type DecisionQuery,
  type DecisionResult,
  type List,
  type UndoResult,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { DecisionHistory } from './decision-history.js';
import { DecisionRecall } from './decision-recall.js';
import { DecisionsService } from './decisions.service.js';

@ApiTags('decisions')
@Controller('api/v1/decisions')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly recall: DecisionRecall,
    private readonly history: DecisionHistory,
  ) {}

  @Post()
  @Answers(201, decisionResultSchema)
  decide(
    @CurrentPrincipal() principal: Principal,
    @ValidBody(createDecisionSchema) body: z.output<typeof createDecisionSchema>,
  ): Promise<DecisionResult> {
    return this.decisions.decide(body, principal);
  }

  @Post(':id/undo')
  @Answers(200, undoResultSchema)
  undo(@CurrentPrincipal() principal: Principal, @IdParam() id: string): Promise<UndoResult> {
    return this.recall.undo(id, principal);
  }

  @Post(':id/cancel')
  @Answers(200, decisionDetailSchema)
  async cancel(@IdParam() id: string): Promise<DecisionDetail> {
    await this.recall.cancel(id);
    return this.history.one(id);
  }

  @Get()
  @Answers(200, listSchema(decisionSchema))
  list(@ValidQuery(decisionQuerySchema) query: DecisionQuery): Promise<List<Decision>> {
    return this.history.list(query);
  }

  @Get(':id')
  @Answers(200, decisionDetailSchema)
  one(@IdParam() id: string): Promise<DecisionDetail> {
    return this.history.one(id);
  }
}
