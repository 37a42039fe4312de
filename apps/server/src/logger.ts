// Nest's logger on pino: JSON lines on stdout, pretty when it is a terminal.
import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import pretty from 'pino-pretty';

export function createPino(level: string): Pino {
  const options = {
    level,
    base: null,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return process.stdout.isTTY
    ? pino(options, pretty({ colorize: true, ignore: 'context', messageFormat: '{context} {msg}' }))
    : pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Nest passes the context last; an object message becomes the fields of the line. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(message: unknown, context?: unknown): void {
    // Nest's own start-up lines say nothing to the people who run this
    const isNest = typeof context === 'string' && /^(Nest|Instance|Router|Routes)/.test(context);
    this.pino[isNest ? 'debug' : 'info'](...lineOf(message, context));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(...lineOf(message, rest.at(-1)));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn(...lineOf(message, context));
  }

  debug(message: unknown, context?: unknown): void {
    this.pino.debug(...lineOf(message, context));
  }

  verbose(message: unknown, context?: unknown): void {
    this.pino.trace(...lineOf(message, context));
  }

  fatal(message: unknown, context?: unknown): void {
    this.pino.fatal(...lineOf(message, context));
  }
}

function lineOf(message: unknown, context: unknown): [object, string?] {
  const where = typeof context === 'string' ? { context } : {};
  if (message instanceof Error) return [{ ...where, error: message.stack }, message.message];
  if (typeof message === 'object' && message !== null) return [{ ...where, ...message }];
  return [where, String(message)];
}
