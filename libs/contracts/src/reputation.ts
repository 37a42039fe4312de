// What is known of sources: whether the sites of the installation share it, and the history of one source by scope.
import { z } from 'zod';
import { timeSchema } from './common.js';

/** `GET /api/v1/reputation`. */
export const reputationSharingSchema = z.object({
  shared: z.boolean().describe('the sites that take part count decisions of the others, by half'),
  since: timeSchema.nullable(),
  setBy: z.string().nullable().describe('the name of who turned it on'),
});
export type ReputationSharing = z.infer<typeof reputationSharingSchema>;

/** Body of `PATCH /api/v1/reputation`. */
export const updateReputationSharingSchema = z.strictObject({ shared: z.boolean() });
export type UpdateReputationSharing = z.input<typeof updateReputationSharingSchema>;

/** What a decision is remembered by: how much of the source's address, its author, or the sender's network. */
export const sourceScopeSchema = z.enum(['domain', 'host', 'path', 'author', 'network']);

const decidedSchema = z.object({
  approved: z.number().int().describe('by people; of the 200 newest decisions'),
  spam: z.number().int(),
});

/** What people decided about one scope of a source, as it stood at the last check. */
export const sourceHistorySchema = decidedSchema.extend({
  scope: sourceScopeSchema,
  key: z.string(),
  firstSeenDaysAgo: z
    .number()
    .nullable()
    .describe('at the last check; null: this ping was the first, or it is not counted'),
  elsewhere: decidedSchema
    .nullable()
    .describe('on other sites of this installation; null where nothing is shared or known'),
});
export type SourceHistoryView = z.infer<typeof sourceHistorySchema>;
