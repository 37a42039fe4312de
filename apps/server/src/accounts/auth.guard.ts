// Everything needs a sign-in unless it says otherwise; a write by cookie needs the CSRF header too.
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';
import { PUBLIC, type Principal } from './principal.js';
import { SESSION_COOKIE, SessionsService } from './sessions.service.js';
import { TokensService } from './tokens.service.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly tokens: TokensService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.principal = (await this.byBearer(request)) ?? (await this.byCookie(request));
    return true;
  }

  private async byBearer(request: FastifyRequest): Promise<Principal | null> {
    const [scheme, bearer] = request.headers.authorization?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || !bearer) return null;
    const principal = await this.tokens.principalOf(bearer);
    if (!principal) throw new DomainError('unauthenticated', { detail: 'The token is not known.' });
    return principal;
  }

  private async byCookie(request: FastifyRequest): Promise<Principal> {
    const cookie = request.cookies[SESSION_COOKIE];
    const user = cookie ? await this.sessions.userOf(cookie) : null;
    if (!cookie || !user) throw new DomainError('unauthenticated');
    const token = request.headers['x-csrf-token'];
    if (!READS.has(request.method) && !this.sessions.csrfMatches(cookie, String(token)))
      throw new DomainError('csrf');
    return { kind: 'session', userId: user.id, name: user.name, role: user.role };
  }
}
