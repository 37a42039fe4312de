// Opaque cursors of keyset pagination: the sort values of the last row that was given out.
import { z } from 'zod';
import { idSchema, timeSchema } from '@trackwarden/contracts';
import { DomainError } from '../errors.js';

export function encodeCursor(keys: (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Cursor of a list that is sorted by id alone. */
export const byId = z.tuple([idSchema]);
/** Cursor of a list that is sorted by a time, then by id. */
export const byTime = z.tuple([timeSchema, idSchema]);

/** Throws `bad-cursor` for anything that {@link encodeCursor} did not make with such keys. */
export function decodeCursor<T extends z.ZodType>(cursor: string, keys: T): z.output<T> {
  const parsed = keys.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new DomainError('bad-cursor');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cuts a page of `limit` from rows that were read with `limit + 1`. */
export function pageOf<T, V>(
  rows: T[],
  limit: number,
  view: (row: T) => V,
  keys: (row: T) => (string | number)[],
): { items: V[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(view),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null,
  };
}
