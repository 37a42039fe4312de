// First-run set-up: is it needed, and the creation of the owner.
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  sessionSchema,
  setupSchema,
  setupStateSchema,
  type Session,
  type SetupState,
} from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { ValidBody } from '../http/validated.js';
import { RateLimits } from '../rate-limits.js';
import { DomainError } from '../errors.js';
import { Public } from './principal.js';
import { SessionCookies } from './session-cookies.js';
import { UsersService } from './users.service.js';

@Public()
@ApiTags('people')
@Controller('api/v1/setup')
export class SetupController {
  constructor(
    private readonly users: UsersService,
    private readonly cookies: SessionCookies,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Answers(200, setupStateSchema)
  async state(): Promise<SetupState> {
    return { needed: await this.users.setUpIsNeeded() };
  }

  @Post()
  @Answers(201, sessionSchema)
  async setUp(
    @ValidBody(setupSchema) body: z.output<typeof setupSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { retryAfterSeconds } = await this.limits.take('signInAddress', request.ip);
    if (retryAfterSeconds !== null)
      throw new DomainError('too-many-attempts', { retryAfterSeconds });
    return this.cookies.open(await this.users.setUp(body), reply);
  }
}
