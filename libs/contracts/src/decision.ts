// Decisions: verdicts on one or many pings, their history, and undo.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';
import { pingFilterSchema, pingStatusSchema } from './ping.js';

/** `reject`: not spam, not wanted. `hold`: later. */
export const verdictSchema = z.enum(['approve', 'spam', 'reject', 'hold']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Body of `POST /api/v1/decisions`: exactly one of `pings`, `query`, `campaignId`. */
export const createDecisionSchema = z
  .strictObject({
    verdict: verdictSchema,
    pings: z
      .array(z.strictObject({ id: idSchema, version: z.number().int().min(1).optional() }))
      .min(1)
      .max(1000)
      .optional(),
    query: pingFilterSchema.optional(),
    campaignId: idSchema.optional(),
    content: z
      .enum(['changed', 'approved'])
      .optional()
      .describe(
        'of a source that changed: approve the new version (default), or keep the approved one',
      ),
    note: z.string().trim().max(2000).optional(),
  })
  .refine(
    (body) => [body.pings, body.query, body.campaignId].filter(Boolean).length === 1,
    'give exactly one of pings, query and campaignId',
  );
export type CreateDecision = z.input<typeof createDecisionSchema>;

/** Why one ping of a decision was left as it was. */
export const decisionFailureSchema = z.object({ id: idSchema, code: z.string() });

/** Answer of `POST /api/v1/decisions`. */
export const decisionResultSchema = z.object({
  id: idSchema,
  verdict: verdictSchema,
  affected: z.number().int(),
  failed: z.array(decisionFailureSchema),
});
export type DecisionResult = z.infer<typeof decisionResultSchema>;

/** Answer of `POST /api/v1/decisions/{id}/undo`. */
export const undoResultSchema = z.object({
  id: idSchema,
  restored: z.number().int(),
  failed: z.array(decisionFailureSchema),
});
export type UndoResult = z.infer<typeof undoResultSchema>;

/** One row of the append-only history. */
export const decisionSchema = z.object({
  id: idSchema,
  siteId: idSchema.nullable(),
  verdict: verdictSchema,
  note: z.string(),
  by: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  affected: z.number().int(),
  undoneAt: timeSchema.nullable(),
  createdAt: timeSchema,
  pings: z
    .array(
      z.object({ id: idSchema, title: z.string(), from: pingStatusSchema, to: pingStatusSchema }),
    )
    .describe('the first five'),
});
export type Decision = z.infer<typeof decisionSchema>;

/** Query of `GET /api/v1/decisions`. */
export const decisionQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  siteId: idSchema.optional(),
});
export type DecisionQuery = z.infer<typeof decisionQuerySchema>;
