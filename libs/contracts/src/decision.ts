// Decisions: verdicts on one or many pings, their history, and undo.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';
import { listKindSchema, listScopeSchema } from './list-entry.js';
import { pingFilterSchema, pingStatusSchema, type PingFilter } from './ping.js';

/** `reject`: not spam, not wanted. `hold`: later. */
export const verdictSchema = z.enum(['approve', 'spam', 'reject', 'hold']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Which pings a decision by query is about: all that match, and never simply all of them. */
const decidedQuerySchema = pingFilterSchema
  .refine(names, 'must name at least one field, such as siteId: without any it is about every ping')
  .meta({ minProperties: 1, description: 'all pings that match; at least one field is needed' });

/** Words of nothing but blanks leave nothing out. */
function names({ q, ...fields }: PingFilter): boolean {
  return Boolean(q?.trim()) || Object.values(fields).some((value) => value !== undefined);
}

/** The scopes at which a source can be listed with the decision about its ping, as of list entries. */
export const decisionScopeSchema = listScopeSchema.exclude(['network']);
export type DecisionScope = z.infer<typeof decisionScopeSchema>;

/** `person`: a verdict. `limits`: the site's thresholds, applied to the pings that waited. */
export const decisionCauseSchema = z.enum(['person', 'limits']);
export type DecisionCause = z.infer<typeof decisionCauseSchema>;

/** Body of `POST /api/v1/decisions`: exactly one of `pings`, `query`, `campaignId`. */
export const createDecisionSchema = z
  .strictObject({
    verdict: verdictSchema,
    pings: z
      .array(z.strictObject({ id: idSchema, version: z.number().int().min(1).optional() }))
      .min(1)
      .max(1000)
      .optional(),
    query: decidedQuerySchema.optional(),
    campaignId: idSchema.optional(),
    content: z
      .enum(['changed', 'approved'])
      .optional()
      .describe(
        'of a source that changed: approve the new version (default), or keep the approved one',
      ),
    note: z.string().trim().max(2000).optional(),
    scope: decisionScopeSchema
      .optional()
      .describe(
        'spam and reject: the sources go on the block list at this scope; approve: on the trust list',
      ),
  })
  .refine(
    (body) => [body.pings, body.query, body.campaignId].filter(Boolean).length === 1,
    'give exactly one of pings, query and campaignId',
  )
  .refine(({ verdict, scope }) => verdict !== 'hold' || scope === undefined, {
    path: ['scope'],
    message: 'what is put off lists nobody',
  });
export type CreateDecision = z.input<typeof createDecisionSchema>;

/** Why one ping of a decision was left as it was. */
export const decisionFailureSchema = z.object({ id: idSchema, code: z.string() });

/**
 * How far a decision, or its undo, has got. A decision about many pings goes on after its answer;
 * `total` counts its pings, `done` those changed (of an undo: put back), `failed` those left alone.
 */
export const decisionProgressSchema = z.object({
  state: z.enum(['running', 'done', 'cancelled', 'undoing', 'undone']),
  total: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
});
export type DecisionProgress = z.infer<typeof decisionProgressSchema>;

const failures = z.array(decisionFailureSchema).describe('the first thousand');

/** An entry that a decision has put on a list. */
export const decisionEntrySchema = z.object({
  id: idSchema,
  list: listKindSchema,
  scope: decisionScopeSchema,
  value: z.string(),
  stands: z.boolean().describe('it is on the list now'),
});
export type DecisionEntry = z.infer<typeof decisionEntrySchema>;

/**
 * Why the source of a ping was decided and not listed. `shared`: many people share what the scope
 * names. `no-path`, `no-author`: it has none of its own. `no-name`: its host is no name to list.
 * `lists-full`: the lists of its site take no more.
 */
export const unlistedCodeSchema = z.enum([
  ...(['shared', 'no-path', 'no-author', 'no-name', 'lists-full'] as const),
]);
export type UnlistedCode = z.infer<typeof unlistedCodeSchema>;

const listed = {
  entries: z
    .array(decisionEntrySchema)
    .describe(
      'what it has put on a list, or keeps there for a decision that was undone, the first thousand; what else was there already is not',
    ),
  unlisted: z
    .array(z.object({ id: idSchema, code: unlistedCodeSchema }))
    .describe('pings that were decided and whose source was not listed, the first thousand'),
};

/** Answer of `POST /api/v1/decisions`. */
export const decisionResultSchema = z.object({
  id: idSchema,
  verdict: verdictSchema,
  affected: z.number().int(),
  failed: failures,
  ...listed,
  progress: decisionProgressSchema,
});
export type DecisionResult = z.infer<typeof decisionResultSchema>;

/** Answer of `POST /api/v1/decisions/{id}/undo`. */
export const undoResultSchema = z.object({
  id: idSchema,
  restored: z.number().int(),
  failed: failures,
  progress: decisionProgressSchema,
});
export type UndoResult = z.infer<typeof undoResultSchema>;

/** One row of the append-only history. */
export const decisionSchema = z.object({
  id: idSchema,
  siteId: idSchema.nullable(),
  campaignId: idSchema.nullable(),
  verdict: verdictSchema,
  cause: decisionCauseSchema,
  scope: decisionScopeSchema.nullable(),
  note: z.string(),
  by: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  affected: z.number().int(),
  progress: decisionProgressSchema,
  undoneAt: timeSchema.nullable(),
  createdAt: timeSchema,
  pings: z
    .array(
      z.object({ id: idSchema, title: z.string(), from: pingStatusSchema, to: pingStatusSchema }),
    )
    .describe('the first five'),
  entries: z.array(decisionEntrySchema).describe('what it has put on a list, the first five'),
  listed: z.number().int().describe('how many entries it has made'),
});
export type Decision = z.infer<typeof decisionSchema>;

/** `GET /api/v1/decisions/{id}`: with the pings that were left alone, and all that it listed. */
export const decisionDetailSchema = decisionSchema.extend({ failed: failures, ...listed });
export type DecisionDetail = z.infer<typeof decisionDetailSchema>;

/** Query of `GET /api/v1/decisions`. */
export const decisionQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  siteId: idSchema.optional(),
});
export type DecisionQuery = z.infer<typeof decisionQuerySchema>;
