// The small shapes that every resource of the HTTP API shares: ids, times, pages of a list.
import { z } from 'zod';

/** A UUIDv7 in lower case; ids sort by the time they were made. */
export const idSchema = z.uuid();

/** There is no year 0 in the database, nor in the calendar (ISO 8601 counts one). */
const isOfSomeYear = (time: string): boolean => new Date(time).getUTCFullYear() >= 1;
const NO_YEAR = 'must be of year 1 or later';

/** An ISO 8601 time in UTC with milliseconds, as `2026-11-23T09:41:02.123Z`. */
export const timeSchema = z.iso.datetime().refine(isOfSomeYear, NO_YEAR);

/** An ISO 8601 time with any offset from UTC. */
export const offsetTimeSchema = z.iso.datetime({ offset: true }).refine(isOfSomeYear, NO_YEAR);

/** An absolute http or https address of at most 2,048 characters, without user name or password. */
export const httpUrlSchema = z
  .string()
  .max(2048, 'at most 2048 characters')
  .refine(isHttpUrl, 'must be an absolute http or https address without a user name');

function isHttpUrl(text: string): boolean {
  const url = readUrl(text);
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  );
}

/** The URL, or null when the text is none. */
export function readUrl(text: string): URL | null {
  // not URL.canParse: compiled by Node 20's optimiser it calls every Latin-1 host name invalid
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** `limit` and `cursor` of every list: at most 200 items; the cursor is opaque. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});

/**
 * A list as the API answers it: keyset pages, `nextCursor` null on the last one.
 *
 * @example listSchema(siteSchema)
 */
export const listSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** One page of a list. */
export type List<T> = { items: T[]; nextCursor: string | null };
