// Targets: the pages and categories of a site that take pings.
import { z } from 'zod';
import { httpUrlSchema, idSchema, timeSchema } from './common.js';

const kind = z.enum(['entry', 'category']);
const title = z.string().trim().max(500);
/** A secret that becomes a segment of the ping address. */
export const passphraseSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s/]+$/, 'must not hold spaces or slashes');

/** Body of `POST /api/v1/sites/{siteId}/targets`. `closesAt`: pings are refused from then on. */
export const createTargetSchema = z.strictObject({
  url: httpUrlSchema,
  title: title.default(''),
  kind: kind.default('entry'),
  passphrase: passphraseSchema.nullish(),
  closesAt: timeSchema.nullish(),
});
export type CreateTarget = z.input<typeof createTargetSchema>;

/** Body of `PATCH /api/v1/targets/{id}`: only the given fields change. */
export const updateTargetSchema = z.strictObject({
  url: httpUrlSchema.optional(),
  title: title.optional(),
  kind: kind.optional(),
  passphrase: passphraseSchema.nullish(),
  closesAt: timeSchema.nullish(),
});
export type UpdateTarget = z.input<typeof updateTargetSchema>;

/** A target with the address that senders ping; a passphrase is part of that address. */
export const targetSchema = z.object({
  id: idSchema,
  siteId: idSchema,
  key: z.string(),
  url: z.string(),
  title: z.string(),
  kind,
  passphrase: z.string().nullable(),
  closesAt: timeSchema.nullable(),
  aliases: z.array(z.string()).describe('other addresses of the same page, learned from the site'),
  publishedAt: timeSchema.nullable().describe('as the page itself says'),
  checkedAt: timeSchema.nullable().describe('when the page itself was last asked for'),
  httpStatus: z.number().int().nullable(),
  trackbackUrl: z.string(),
  createdAt: timeSchema,
});
export type Target = z.infer<typeof targetSchema>;
