// Campaigns: pings that one hand seems to have sent, decided together.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';
import { decisionProgressSchema, verdictSchema } from './decision.js';
import { pingStatusSchema } from './ping.js';

/** A piece of what all members say: words they share, or a gap with examples of what stands there. */
export const templatePartSchema = z.union([
  z.object({ text: z.string() }),
  z.object({ slot: z.number().int(), samples: z.array(z.string()) }),
]);
export type TemplatePart = z.infer<typeof templatePartSchema>;

/** The verdict on a campaign; spam and not wanted pass to later members until `inheritsUntil`. */
export const campaignDecisionSchema = z.object({
  id: idSchema,
  verdict: verdictSchema,
  byName: z.string(),
  at: timeSchema,
  inheritsUntil: timeSchema.nullable(),
  inherited: z.number().int().describe('later members that took the verdict over'),
  progress: decisionProgressSchema,
});

/** One campaign as lists show it. */
export const campaignSchema = z.object({
  id: idSchema,
  siteId: idSchema,
  title: z.string().describe('what the latest member calls itself'),
  size: z.number().int().describe('members now'),
  hosts: z.number().int().describe('registrable domains they came from'),
  firstSeenAt: timeSchema.nullable(),
  lastSeenAt: timeSchema,
  statuses: z.record(pingStatusSchema, z.number().int()),
  decision: campaignDecisionSchema.nullable(),
  dissolvedAt: timeSchema.nullable(),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** A member for a look at the differences; `distance` 0: as the template, 1: nothing of it. */
export const campaignSampleSchema = z.object({
  id: idSchema,
  source: z.string(),
  domain: z.string(),
  text: z.string(),
  status: pingStatusSchema,
  distance: z.number().min(0).max(1),
});

/** `GET /api/v1/campaigns/{id}`: with what its members share and where they differ. */
export const campaignDetailSchema = campaignSchema.extend({
  template: z.array(templatePartSchema),
  binds: z
    .array(
      z.object({
        by: z.enum(['text', 'name', 'path', 'network', 'target']),
        because: z.string(),
      }),
    )
    .describe('what members have in common, in words'),
  samples: z.array(campaignSampleSchema).describe('at most 20, those least like the others first'),
});
export type CampaignDetail = z.infer<typeof campaignDetailSchema>;

/** Answer of `POST /api/v1/campaigns/{id}/dissolve`: how many pings are single again. */
export const dissolveResultSchema = z.object({ id: idSchema, released: z.number().int() });
export type DissolveResult = z.infer<typeof dissolveResultSchema>;

/** Query of `GET /api/v1/campaigns`; `open`: no verdict stands. Without `status` all but dissolved ones. */
export const campaignQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  siteId: idSchema.optional(),
  status: z.enum(['open', 'decided', 'dissolved']).optional(),
});
export type CampaignQuery = z.infer<typeof campaignQuerySchema>;
