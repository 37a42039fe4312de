// Bodies, queries and path ids checked by a zod schema: wrong values become JSON pointers.
import {
  Body,
  Param,
  Query,
  StandardSchemaValidationPipe,
  type PipeTransform,
} from '@nestjs/common';
import type { z } from 'zod';
import { idSchema } from '@trackwarden/contracts';
import { DomainError } from '../errors.js';

type Issue = {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
};

/** What zod says when none of several forms fits, without a sentence of our own. */
const UNSPECIFIC = 'Invalid input';

/** The error of the validation pipe: RFC 6901 pointers to each rejected value. */
export function validationFailed(issues: readonly Issue[]): DomainError {
  return new DomainError('validation-failed', {
    errors: issues.flatMap(meant).flatMap((issue) => {
      const path = issue.path ?? [];
      // zod names unknown fields together, at the object that holds them
      const unknown = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : [];
      return unknown.length > 0
        ? unknownFields(unknown, path)
        : [{ pointer: pointerOf(path), message: issue.message }];
    }),
  });
}

/** A pointer to each field that nothing reads; `path` is the object that holds them. */
export const unknownFields = (
  keys: readonly string[],
  path: NonNullable<Issue['path']> = [],
): { pointer: string; message: string }[] =>
  keys.map((key) => ({
    pointer: pointerOf([...path, key]),
    message: `there is no field "${key}"`,
  }));

/** For a value that may have several forms: what is wrong with the one that it comes nearest to. */
function meant(issue: Issue): Issue[] {
  if (issue.message !== UNSPECIFIC || !('errors' in issue)) return [issue];
  const [nearest] = (issue.errors as Issue[][]).toSorted((a, b) => distance(a) - distance(b));
  if (!nearest || nearest.length === 0) return [issue];
  return nearest
    .map((inner) => ({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }))
    .flatMap(meant);
}

/** Another kind of value altogether is farther off than any number of wrong parts. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    if ((issue.path ?? []).length === 0 && 'expected' in issue && !('origin' in issue))
      return sum + 1_000;
    return sum + ('keys' in issue && Array.isArray(issue.keys) ? issue.keys.length : 1);
  }, 0);

function pointerOf(path: NonNullable<Issue['path']>): string {
  return path
    .map((step) => String(typeof step === 'object' ? step.key : step))
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** Nest drops `constructor` and `__proto__` in silence; the schemas refuse them as any unknown field. */
export class SchemaPipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(): void {
    // nothing to strip: JSON with `__proto__` is refused when it is parsed
  }
}

/** The JSON body, parsed by the schema. */
export const ValidBody = (schema: z.ZodType) => Body({ schema, pipes: [storableText] });

/** The query string, parsed by the schema. */
export const ValidQuery = (schema: z.ZodType) => Query({ schema, pipes: [storableText] });

/** Text that no database stores: NUL, and halves of surrogate pairs. */
const storableText: PipeTransform<unknown, unknown> = {
  transform(value) {
    const issues = [...unstorable(value, [])];
    if (issues.length > 0) throw validationFailed(issues);
    return value;
  },
};

function* unstorable(value: unknown, path: PropertyKey[]): Generator<Issue> {
  if (typeof value === 'string') {
    if (value.includes('\0') || !isWellFormed(value))
      yield { path, message: 'must not hold NUL or half a character' };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* unstorable(inner, [...path, key]);
  }
}

/** `String.prototype.isWellFormed` is there in Node 20 and not yet in the language level we build for. */
function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text);
}

/** An id in the path; anything else is not found, as no resource can have it. */
export const IdParam = (name = 'id') =>
  Param(name, {
    transform(value: unknown): string {
      const parsed = idSchema.safeParse(value);
      if (!parsed.success) throw new DomainError('not-found');
      return parsed.data;
    },
  });
