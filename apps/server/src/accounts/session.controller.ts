// Sign-in and sign-out of browsers.
import { Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { sessionSchema, signInSchema, type Session } from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { ValidBody } from '../http/validated.js';
import { RateLimits } from '../rate-limits.js';
import { CurrentPrincipal, Public, type Principal } from './principal.js';
import { SessionCookies } from './session-cookies.js';
import { SESSION_COOKIE, SessionsService } from './sessions.service.js';
import { UsersService, userView } from './users.service.js';

@ApiTags('people')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly cookies: SessionCookies,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Answers(200, sessionSchema)
  async current(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<Session> {
    const cookie = request.cookies[SESSION_COOKIE];
    const user = principal.userId ? await this.users.byId(principal.userId) : null;
    if (principal.kind !== 'session' || !cookie || !user)
      throw new DomainError('unauthenticated', { detail: 'There is no session, only a token.' });
    return { user: userView(user), csrfToken: this.sessions.csrfTokenOf(cookie) };
  }

  @Public()
  @Post()
  @Answers(201, sessionSchema)
  async signIn(
    @ValidBody(signInSchema) { email, password }: z.output<typeof signInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const [byAddress, byAccount] = await Promise.all([
      this.limits.take('signInAddress', request.ip),
      this.limits.take('signInAccount', email),
    ]);
    const retryAfterSeconds = byAddress.retryAfterSeconds ?? byAccount.retryAfterSeconds;
    if (retryAfterSeconds !== null)
      throw new DomainError('too-many-attempts', { retryAfterSeconds });
    const user = await this.users.signIn(email, password);
    await this.limits.clear('signInAccount', email);
    return this.cookies.open(user, reply);
  }

  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const cookie = request.cookies[SESSION_COOKIE];
    if (cookie) await this.cookies.close(cookie, reply);
  }
}
