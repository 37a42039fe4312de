// A body where none is expected is an error, as an unknown field is: its sender meant something by it.
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';
import { unknownFields } from './validated.js';

@Injectable()
export class UnexpectedBodyGuard implements CanActivate {
  /** Throws `validation-failed` with a pointer to each field of a JSON body that nobody reads. */
  canActivate(context: ExecutionContext): boolean {
    const { url, body } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!url.startsWith('/api/') || !isFields(body) || readsBody(context)) return true;
    const fields = Object.keys(body);
    if (fields.length === 0) return true;
    throw new DomainError('validation-failed', { errors: unknownFields(fields) });
  }
}

/** What the JSON parser makes; uploads are streams, and bytes are checked by whoever reads them. */
function isFields(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === Object.prototype || prototype === null;
}

const READING: ReadonlySet<number> = new Set([
  RouteParamtypes.BODY,
  RouteParamtypes.REQUEST,
  RouteParamtypes.RAW_BODY,
]);

/** A handler takes the body by a decorator, or the whole request. */
function readsBody(context: ExecutionContext): boolean {
  const parameters = (Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) ?? {}) as Record<string, unknown>;
  return Object.keys(parameters).some((key) => READING.has(Number(key.split(':')[0])));
}
