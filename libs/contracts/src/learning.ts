// What a site's model has learnt from people's decisions: its report, its versions, its imports, its file.
import { z } from 'zod';
import { auditedBandSchema, intervalSchema } from './audit.js';
import { idSchema, timeSchema } from './common.js';

/** What made a version: decisions learnt or taken back, or something the owner did. */
export const modelMakerSchema = z.enum(['decisions', 'history', 'file', 'rollback', 'forget']);
export type ModelMaker = z.infer<typeof modelMakerSchema>;

/** `live`: in use; `kept`: was in use, can be again; `refused`: judged worse on what people decided. */
export const modelStateSchema = z.enum(['live', 'kept', 'refused']);
export type ModelState = z.infer<typeof modelStateSchema>;

/** One version of a site's model. */
export const modelVersionSchema = z.object({
  number: z.number().int(),
  state: modelStateSchema,
  madeBy: modelMakerSchema,
  because: z.string().describe('one sentence: how it compares with the version before'),
  decisions: z.number().int().describe('decisions that it knows, imported ones included'),
  learnt: z.number().int().describe('decisions learnt since the version before'),
  takenBack: z.number().int().describe('decisions taken back since the version before'),
  logLoss: z
    .object({ before: z.number(), after: z.number(), cases: z.number().int() })
    .nullable()
    .describe('on recent decisions, by the version before and by this one; null: too few'),
  calibration: z
    .object({
      protocols: z.array(z.string()).describe('kinds of ping whose scores are straightened'),
      steps: z.boolean().describe('scores are held to what the site measured'),
    })
    .describe('fitted on decisions that were judged before they were learnt'),
  canGoLive: z.boolean().describe('`activate` would put it in use'),
  madeAt: timeSchema,
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** `waiting` and `running`: not in the model yet; `learnt`: in it; `out`: a version without it was taken up. */
export const importStateSchema = z.enum(['waiting', 'running', 'learnt', 'refused', 'out']);
export type ImportState = z.infer<typeof importStateSchema>;

/** A moderated history that was given to the site. */
export const historyImportSchema = z.object({
  id: idSchema,
  name: z.string(),
  state: importStateSchema,
  because: z.string().nullable().describe('why it was refused, or how it compares'),
  spam: z.number().int(),
  ham: z.number().int(),
  done: z.number().int().describe('steps of learning done'),
  total: z.number().int().describe('steps of learning in all: rows × passes'),
  createdAt: timeSchema,
});
export type HistoryImport = z.infer<typeof historyImportSchema>;

/** Query of `POST /api/v1/sites/{id}/learning/history`. */
export const historyQuerySchema = z.strictObject({ name: z.string().max(200).default('') });

const text = (most: number) => z.string().max(most).nullish();

/**
 * One line of a moderated history, as `npm run evaluate` takes it. Other fields are not looked at: exports hold
 * more than is learnt.
 */
export const historyRowSchema = z.object({
  id: z.union([z.string().min(1), z.number()]),
  label: z.enum(['spam', 'ham'], 'must be "spam" or "ham"'),
  source: text(4_096),
  title: text(100_000),
  excerpt: text(100_000),
  blogName: text(10_000),
  target: z.object({ url: text(4_096), title: text(10_000), text: text(200_000) }).nullish(),
});
export type HistoryRowLine = z.infer<typeof historyRowSchema>;

/** A feature that the site's people have given weight to. */
export const learntTokenSchema = z.object({
  token: z.string(),
  field: z.enum(['name', 'text', 'address']),
  points: z.number().describe('log-odds that it adds to the pings it stands in; positive: spam'),
  pings: z.number().int().describe('of the latest lessons, those it stands in'),
});
export type LearntToken = z.infer<typeof learntTokenSchema>;

/** One bar of the calibration plot. */
export const calibrationBinSchema = z.object({
  from: z.number(),
  to: z.number(),
  count: z.number().int(),
  mean: z.number().nullable().describe('mean probability of spam, as judged before the decision'),
  share: z.number().nullable().describe('share that people called spam'),
  interval: intervalSchema.nullable().describe("Wilson's 95 % interval of that share"),
});
export type CalibrationBin = z.infer<typeof calibrationBinSchema>;

/** `GET /api/v1/sites/{id}/learning`. */
export const learningReportSchema = z.object({
  decisions: z.number().int().describe('that the model in use knows, imported ones included'),
  spam: z.number().int().describe('of the decided pings in it'),
  ham: z.number().int(),
  imported: z.number().int(),
  live: modelVersionSchema.nullable().describe('null: nothing was learnt yet'),
  waiting: z.number().int().describe('decisions that are not in the model in use yet'),
  refused: modelVersionSchema
    .nullable()
    .describe('why they wait, when the version with them was judged worse'),
  imports: z.array(historyImportSchema),
  calibration: z.object({
    bins: z.array(calibrationBinSchema),
    count: z.number().int(),
    error: z.number().nullable().describe('expected calibration error, 0..1; null: no decisions'),
  }),
  bands: z.array(auditedBandSchema),
  lately: z.object({
    pings: z.number().int().describe('latest lessons that were looked at'),
    spam: z.array(learntTokenSchema).describe('at most 20, the heaviest first'),
    ham: z.array(learntTokenSchema),
  }),
  days: z
    .array(z.object({ day: z.iso.date(), spam: z.number().int(), ham: z.number().int() }))
    .describe('decisions in the model by the day they were made, the last 30 days with any'),
});
export type LearningReport = z.infer<typeof learningReportSchema>;

/** A site's model as a file: `GET` and `PUT /api/v1/sites/{id}/learning/model`. */
export const modelFileSchema = z.strictObject({
  format: z.literal('trackwarden-site-model'),
  version: z.literal(1),
  prior: z.string().max(200).nullable().describe('the shipped weights that it corrects'),
  hashSpace: z.number().int().describe('slots of its features'),
  decisions: z.number().int().min(0),
  blob: z.base64().max(8_000_000).describe('the numbers, gzip'),
});
export type ModelFile = z.infer<typeof modelFileSchema>;
