// Decisions over HTTP: make one, undo one, read the history.
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createDecisionSchema,
  decisionQuerySchema,
  decisionResultSchema,
  decisionSchema,
  listSchema,
  undoResultSchema,
  type Decision,
  type DecisionQuery,
  type DecisionResult,
  type List,
  type UndoResult,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { DecisionHistory } from './decision-history.js';
import { DecisionsService } from './decisions.service.js';

@ApiTags('decisions')
@Controller('api/v1/decisions')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
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
    return this.decisions.undo(id, principal);
  }

  @Get()
  @Answers(200, listSchema(decisionSchema))
  list(@ValidQuery(decisionQuerySchema) query: DecisionQuery): Promise<List<Decision>> {
    return this.history.list(query);
  }
}
