// Who makes a request, and the decorators that say so in controllers.
import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '@trackwarden/contracts';

/** A signed-in person, a program with a token (which acts for the person who made it), or a person by a link of a mail. */
export type Principal = {
  kind: 'session' | 'token' | 'mail';
  /** Null for the token of the environment, which belongs to the installation. */
  userId: string | null;
  name: string;
  role: Role;
};

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}

export const PUBLIC = 'trackwarden:public';

/** This controller or route needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The principal of a route that is not public. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!principal) throw new Error('a route with a principal must not be public');
    return principal;
  },
);
