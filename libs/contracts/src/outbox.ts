// Outgoing pings: what a site tells others of its own pages, and what they answered.
import { z } from 'zod';
import { httpUrlSchema, idSchema, timeSchema } from './common.js';
import { protocolSchema } from './ping.js';

/** How many pages one source tells at most. */
export const MAX_OUTGOING_TARGETS = 100;

/** Body of `POST /api/v1/sites/{siteId}/outbox` and of its preview. Without `targets` all links of the content. */
export const announceSchema = z.strictObject({
  source: httpUrlSchema.describe('a public page; drafts and pages behind a sign-in are refused'),
  targets: z
    .array(httpUrlSchema)
    .min(1, 'name at least one target')
    .max(MAX_OUTGOING_TARGETS)
    .optional()
    .describe('only these pages are told; the source has to link to them'),
});
export type Announce = z.input<typeof announceSchema>;

/** Why a source is not announced: nothing was sent for it. */
export const announceRefusalSchema = z.object({
  code: z.enum([
    'needs-sign-in',
    'draft',
    'password-protected',
    'private-address',
    'source-gone',
    'source-unreachable',
  ]),
  message: z.string(),
});
export type AnnounceRefusal = z.infer<typeof announceRefusalSchema>;

/**
 * One target of one source. `refused`: its endpoint is not at a public address, or the source took
 * its link away before anything was sent.
 */
export const outgoingPingSchema = z.object({
  id: idSchema,
  target: z.string(),
  protocol: protocolSchema.nullable(),
  endpoint: z.string().nullable(),
  status: z.enum(['waiting', 'sent', 'already-registered', 'failed', 'no-endpoint', 'refused']),
  attempts: z.number().int().describe('since it was last asked for'),
  nextAttemptAt: timeSchema.nullable(),
  sentAt: timeSchema.nullable().describe('when it was last taken'),
  httpStatus: z.number().int().nullable(),
  answer: z.string().nullable().describe('what the endpoint said, at most 500 characters'),
  statusUrl: z.string().nullable().describe('where a Webmention receiver tells how it went on'),
  error: z.string().nullable().describe('why the last attempt was not taken, in one sentence'),
});
export type OutgoingPing = z.infer<typeof outgoingPingSchema>;

/** A source with all that was sent for it. */
export const outboxItemSchema = z.object({
  id: idSchema,
  siteId: idSchema,
  source: z.string(),
  title: z.string(),
  status: z.enum(['sending', 'done', 'refused']),
  refusal: announceRefusalSchema.nullable(),
  warnings: z.array(z.string()),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  links: z.array(outgoingPingSchema),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

/** Answer of `POST /api/v1/sites/{siteId}/outbox/preview`: exactly what would be sent to whom. */
export const outboxPreviewSchema = z.object({
  source: z.string(),
  title: z.string(),
  refusal: announceRefusalSchema.nullable(),
  wouldSend: z.array(
    z.object({
      target: z.string(),
      protocol: protocolSchema,
      endpoint: z.string(),
      foundBy: z.string().describe('the header, element or block that announces the endpoint'),
      body: z.record(z.string(), z.string()).describe('every field that is sent'),
    }),
  ),
  nothingFor: z.array(z.object({ target: z.string(), because: z.string() })),
  warnings: z.array(z.string()),
});
export type OutboxPreview = z.infer<typeof outboxPreviewSchema>;
