// API tokens of the signed-in person.
import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createdTokenSchema,
  createTokenSchema,
  listSchema,
  tokenSchema,
  type CreatedToken,
  type List,
  type Token,
} from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody } from '../http/validated.js';
import { CurrentPrincipal, type Principal } from './principal.js';
import { TokensService } from './tokens.service.js';

@ApiTags('people')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Answers(200, listSchema(tokenSchema))
  async list(@CurrentPrincipal() principal: Principal): Promise<List<Token>> {
    const items = principal.userId ? await this.tokens.list(principal.userId) : [];
    return { items, nextCursor: null };
  }

  @Post()
  @Answers(201, createdTokenSchema)
  create(
    @CurrentPrincipal() principal: Principal,
    @ValidBody(createTokenSchema) { name }: z.output<typeof createTokenSchema>,
  ): Promise<CreatedToken> {
    return this.tokens.create(personOf(principal), name);
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@CurrentPrincipal() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.tokens.revoke(personOf(principal), id);
  }
}

function personOf(principal: Principal): string {
  if (principal.userId) return principal.userId;
  throw new DomainError('forbidden', {
    detail: 'The token of the environment belongs to no person: sign in to manage tokens.',
  });
}
