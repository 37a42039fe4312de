// Every error that leaves the server: problem+json for the API, the forms of the protocols for theirs.
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';
import type { Problem } from '@trackwarden/contracts';
import {
  pingbackFault,
  pingbackFaults,
  PINGBACK_CONTENT_TYPE,
  trackbackError,
  TRACKBACK_CONTENT_TYPE,
} from '@trackwarden/protocol';
import { DomainError, problems, type ProblemCode } from '../errors.js';

/** Codes of errors that Fastify raises before a route is reached. */
const fastifyCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'validation-failed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_MAX_PARAM_LENGTH_EXCEEDED: 'not-found',
};

/** The database went away, is stopping, or broke a deadlock: the same request may succeed later. */
const AWAY = /^(57P0[123]|08\w{3}|53300|40P01)$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const expected = domainErrorOf(error);
    if (expected.code === 'internal' || expected.code === 'unavailable')
      this.logger.error({
        msg: `${request.method} ${request.url.split('?')[0] ?? ''} failed`,
        request: request.id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    if (reply.sent) return;
    const { retryAfterSeconds } = expected.details;
    if (retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(retryAfterSeconds));
    // what is left of such a body would be taken for the next request
    if (expected.code === 'too-large') void reply.header('connection', 'close');
    sendInItsProtocol(request.url, reply, expected);
  }
}

/** For errors that Fastify raises before it has found a route, as for an address it cannot decode. */
export function sendFrameworkError(
  _error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendInItsProtocol(request.url, reply, new DomainError('not-found'));
}

function sendInItsProtocol(url: string, reply: FastifyReply, error: DomainError): void {
  const [, first] = /^\/([a-z]+)(?:\/|$|\?)/.exec(url) ?? [];
  if (first !== 'api') void reply.header('x-robots-tag', 'noindex');
  if (first === 'trackback') sendEnvelope(reply, error);
  else if (first === 'pingback') sendFault(reply, error);
  else if (first === 'webmention') sendSentence(reply, error);
  else sendProblem(reply, error);
}

function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = codeOf(error);
  const fromFastify = code === null ? undefined : fastifyCodes[code];
  if (fromFastify) return new DomainError(fromFastify);
  // values that PostgreSQL cannot hold: 22xxx data exceptions, 54000 program limits
  if (/^(22|54)/.test(databaseCodeOf(error) ?? '')) return new DomainError('validation-failed');
  // what a row points at was deleted in the meantime (foreign_key_violation)
  if (databaseCodeOf(error) === '23503') return new DomainError('not-found');
  if (isAway(error)) return new DomainError('unavailable', { retryAfterSeconds: 5 });
  if (error instanceof HttpException) {
    const match = (Object.keys(problems) as ProblemCode[]).find(
      (candidate) => problems[candidate].status === error.getStatus(),
    );
    if (match) return new DomainError(match);
  }
  return new DomainError('internal');
}

function causeOf(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

function databaseCodeOf(error: unknown): string | null {
  return error instanceof QueryFailedError ? codeOf(causeOf(error)) : null;
}

function isAway(error: unknown): boolean {
  const cause = causeOf(error);
  const code = codeOf(cause);
  if (code !== null && AWAY.test(code)) return true;
  const message = cause instanceof Error ? cause.message : '';
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(message);
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : null;
}

function sendEnvelope(reply: FastifyReply, { code, message }: DomainError): void {
  // an unknown path below /trackback is a refusal of the protocol, which senders read at status 200
  const status = code === 'not-found' ? 200 : problems[code].status;
  void reply.status(status).type(TRACKBACK_CONTENT_TYPE).send(trackbackError(message));
}

function sendFault(reply: FastifyReply, { code, message }: DomainError): void {
  const xml = pingbackFault(pingbackFaults.generic, message);
  void reply.status(problems[code].status).type(PINGBACK_CONTENT_TYPE).send(xml);
}

function sendSentence(reply: FastifyReply, { code, message }: DomainError): void {
  void reply.status(problems[code].status).type('text/plain; charset=utf-8').send(`${message}\n`);
}

function sendProblem(reply: FastifyReply, { code, details }: DomainError): void {
  const { status, title } = problems[code];
  const problem: Problem = {
    type: `urn:trackwarden:problem:${code}`,
    title,
    status,
    code,
    ...(details.detail ? { detail: details.detail } : {}),
    ...(details.errors ? { errors: details.errors } : {}),
    ...(details.presentVersion === undefined ? {} : { presentVersion: details.presentVersion }),
  };
  void reply.status(status).type('application/problem+json; charset=utf-8').send(problem);
}
