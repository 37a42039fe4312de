// Sources: who sent pings to a site, and what became of them.
import { z } from 'zod';
import { listSchema, pageQuerySchema, timeSchema } from './common.js';
import { listKindSchema } from './list-entry.js';
import { sourceScopeSchema } from './reputation.js';

/** A minus sign puts the greatest first. */
export const sourceSortSchema = z.enum(['-lastSeenAt', '-pings', '-spam', 'key']);
export type SourceSort = z.infer<typeof sourceSortSchema>;

/** Query of `GET /api/v1/sites/{id}/sources`. */
export const sourceListQuerySchema = pageQuerySchema.extend({
  q: z.string().max(200).optional().describe('part of the key'),
  sort: sourceSortSchema.default('-lastSeenAt'),
});

/** Whoever answers for pings: the owner of a domain, or a person on a host that many share. */
export const sourceSchema = z.object({
  key: z.string().describe('`blog.example`, or `medium.com/@ann` on a shared host'),
  scope: sourceScopeSchema.extract(['domain', 'path', 'author']),
  pings: z.number().int(),
  waiting: z.number().int().describe('not decided yet'),
  approved: z.number().int().describe('by people'),
  spam: z.number().int().describe('by people'),
  spamShare: z
    .object({ mean: z.number(), low: z.number(), high: z.number() })
    .describe(
      '0..1: what is expected of the next ping by decisions alone, which fade; with 90 % bounds',
    ),
  firstSeenAt: timeSchema.describe('of all pings, not only of those counted'),
  lastSeenAt: timeSchema,
  listed: listKindSchema.nullable().describe('on which list it is as a whole; block before trust'),
});
export type Source = z.infer<typeof sourceSchema>;

/** Answer of `GET /api/v1/sites/{id}/sources`. */
export const sourceListSchema = listSchema(sourceSchema).extend({
  isWhole: z.boolean().describe('false: only the newest 20,000 pings of the site were counted'),
});
export type SourceList = z.infer<typeof sourceListSchema>;
