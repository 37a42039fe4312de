// Mentions: what a site shows of its approved pings. Plain text throughout; escape on output.
import { z } from 'zod';
import { idSchema, offsetTimeSchema, timeSchema } from './common.js';
import { authorSchema, protocolSchema } from './ping.js';

/** Query of `GET /sites/{siteKey}/mentions.*`. `page` counts from 1, 100 mentions each. */
export const mentionQuerySchema = z.object({
  target: z.string().max(2048).optional(),
  type: z.string().max(40).optional(),
  since: offsetTimeSchema.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type MentionQuery = z.infer<typeof mentionQuerySchema>;

/** One approved mention. */
export const mentionSchema = z.object({
  id: idSchema,
  protocol: protocolSchema,
  type: z.string(),
  source: z.string(),
  target: z.string(),
  title: z.string(),
  excerpt: z.string(),
  siteName: z.string().nullable(),
  author: authorSchema,
  rsvp: z.enum(['yes', 'no', 'maybe', 'interested']).nullable(),
  publishedAt: z.string().nullable(),
  receivedAt: timeSchema,
  approvedAt: timeSchema,
});
export type Mention = z.infer<typeof mentionSchema>;

/** Answer of `GET /sites/{siteKey}/mentions.json`, newest approval first. */
export const mentionsSchema = z.object({
  site: z.object({ key: z.string(), name: z.string() }),
  total: z.number().int(),
  page: z.number().int(),
  mentions: z.array(mentionSchema),
});
export type Mentions = z.infer<typeof mentionsSchema>;

/** Answer of `GET /pings/{id}` to the sender: states without secrets. */
export const senderStatusSchema = z.object({
  id: idSchema,
  source: z.string(),
  target: z.string(),
  status: z.string(),
  verification: z.string(),
  message: z.string(),
  failure: z
    .enum([
      'no-answer',
      'timeout',
      'tls',
      'too-large',
      'bad-encoding',
      'too-many-redirects',
      'http-status',
      'content-type',
    ])
    .nullable()
    .describe('why the source could not be read; null when it was'),
  hint: z.string().nullable().describe('what the sender can do when the check failed'),
  receivedAt: timeSchema,
  checkedAt: timeSchema.nullable(),
});
export type SenderStatus = z.infer<typeof senderStatusSchema>;

/** Query of the addresses of photos: pixels of each side. */
export const photoQuerySchema = z.strictObject({
  size: z.coerce
    .number()
    .pipe(z.union([z.literal(48), z.literal(96), z.literal(192)]))
    .default(96),
});
export type PhotoQuery = z.output<typeof photoQuerySchema>;
