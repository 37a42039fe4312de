// What changes by itself: live events and the counts beside the views.
import { z } from 'zod';
import { idSchema, timeSchema } from './common.js';

/** One server-sent event of `GET /api/v1/events`: what changed, never the content. */
export const liveEventSchema = z.object({
  type: z.enum([
    'ping.received',
    'ping.changed',
    'delivery.changed',
    'rule.changed',
    'learning.changed',
  ]),
  id: idSchema.describe('of what changed; of a site for what it has learnt'),
  siteId: idSchema,
  version: z.number().int(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** Query of `GET /api/v1/stats`. */
export const statsQuerySchema = z.strictObject({
  siteId: idSchema.optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
});

/** Counts of pings by status, and of the views of the queue. */
export const statsSchema = z.object({
  byStatus: z.record(z.string(), z.number().int()),
  views: z.object({
    pending: z.number().int(),
    held: z.number().int(),
    firstSeen: z.number().int(),
    audit: z.number().int().describe('automatic decisions that wait to be looked at'),
    copies: z.number().int().describe('pending copies of other sources'),
  }),
  automaticToday: z.object({ spam: z.number().int(), approved: z.number().int() }),
});
export type Stats = z.infer<typeof statsSchema>;
