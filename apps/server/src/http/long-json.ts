// Long JSON bodies: read only after the sign-in was checked, so that no stranger fills the memory.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest, RouteOptions } from 'fastify';
import { Readable } from 'node:stream';
import type { Observable } from 'rxjs';
import { DomainError } from '../errors.js';
import { collected, jsonOf } from './body.js';

/** What the longest lists of a site make as a file, with room for their notes. */
export const LONG_JSON_BYTES = 33_554_432;

export const isLongJson = (path: string): boolean => path.endsWith('/rules/import');

/** The parser sees an empty body; the interceptor reads the real one after the guards. */
export function leaveUnread(route: RouteOptions): void {
  route.bodyLimit = LONG_JSON_BYTES;
  route.preParsing = (request, _reply, _payload, done) => {
    const empty = Readable.from([]);
    // what the parser compares with the header
    const receivedEncodedLength = Number(request.headers['content-length']);
    done(null, Object.assign(empty, { receivedEncodedLength }));
  };
}

/** Throws `too-large`, and what any JSON body does. */
export class LongJson implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const body = await collected(request.raw, LONG_JSON_BYTES);
    if (body.length === 0) throw new DomainError('malformed-json');
    request.body = jsonOf(request, body);
    return next.handle();
  }
}
