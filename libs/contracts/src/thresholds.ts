// The thresholds of a site over its recent scores, and what other thresholds would change.
import { z } from 'zod';
import { idSchema } from './common.js';
import { bandSchema } from './ping.js';
import { scoreLimitSchema } from './site.js';

/** Body of `POST /api/v1/sites/{siteId}/thresholds/preview`. */
export const previewThresholdsSchema = z
  .strictObject({
    approveBelow: scoreLimitSchema.nullable(),
    spamFrom: scoreLimitSchema,
  })
  .refine(({ approveBelow, spamFrom }) => approveBelow === null || approveBelow <= spamFrom, {
    path: ['approveBelow'],
    message: 'must not be above spamFrom',
  });
export type PreviewThresholds = z.input<typeof previewThresholdsSchema>;

/** A ping that would go elsewhere. */
export const thresholdFlipSchema = z.object({
  id: idSchema,
  title: z.string(),
  domain: z.string(),
  score: z.number(),
  from: bandSchema,
  to: bandSchema,
  disagrees: z.boolean().describe('a person decided otherwise'),
});

/** Scores of the last 30 days in twenty bins, and what would flip. */
export const thresholdsPreviewSchema = z.object({
  days: z.number().int(),
  looked: z.number().int(),
  isWhole: z.boolean(),
  bins: z.array(z.object({ from: z.number(), count: z.number().int() })),
  waiting: z
    .number()
    .int()
    .describe(
      'pings of the queue that these thresholds would decide, of the newest 2,500 that wait; applying them goes on to the others',
    ),
  waitingIsWhole: z
    .boolean()
    .describe('false: more than those wait, of which applying may decide some too'),
  decides: z.number().int().describe('more pings decided without a person, less when negative'),
  disagreed: z.number().int().describe('of those, pings that people decided otherwise'),
  flips: z.array(thresholdFlipSchema).describe('at most 20: those that disagree first'),
});
export type ThresholdsPreview = z.infer<typeof thresholdsPreviewSchema>;

/** Answer of `POST /api/v1/sites/{siteId}/thresholds/apply`. */
export const appliedThresholdsSchema = z.object({
  decisionId: idSchema
    .nullable()
    .describe('its progress, cancel and undo are those of any decision; null: nothing to move'),
  waiting: z.number().int().describe('pings that it moves, as far as the queue was looked at yet'),
  isWhole: z
    .boolean()
    .describe('false: it goes on to look at the rest of the queue, and `progress.total` grows'),
});
export type AppliedThresholds = z.infer<typeof appliedThresholdsSchema>;
