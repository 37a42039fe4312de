// Pings: what was received, what the check found, how it was scored.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';

/** The three linkback protocols. */
export const protocolSchema = z.enum(['trackback', 'pingback', 'webmention']);
export type Protocol = z.infer<typeof protocolSchema>;

/**
 * `received`: stored, not yet evaluated. `pending`: a person decides. `rejected`: not spam, not wanted.
 * `removed`: the source is gone or took its link away.
 */
export const pingStatusSchema = z.enum([
  'received',
  'pending',
  'approved',
  'spam',
  'rejected',
  'removed',
]);
export type PingStatus = z.infer<typeof pingStatusSchema>;

/** What is known of the link from source to target. `gone` is a 410, `refused` an address or policy. */
export const verificationStateSchema = z.enum([
  'waiting',
  'linked',
  'no-link',
  'gone',
  'unreachable',
  'refused',
  'unsupported',
]);
export type VerificationState = z.infer<typeof verificationStateSchema>;

/** The link as found in the source page: `html` and `text` are inert text, never to be rendered as markup. */
export const linkProofSchema = z.object({
  html: z.string(),
  text: z.string(),
  context: z.string().describe('the sentence around the link, as plain text'),
  before: z.string(),
  after: z.string(),
  rel: z.array(z.string()),
  visible: z.boolean(),
  hiddenBecause: z.string().nullable(),
  position: z.string().describe('article, navigation, header, aside, footer or body'),
});
export type LinkProof = z.infer<typeof linkProofSchema>;

/** The facts of the last check of the source. */
export const verificationSchema = z.object({
  state: verificationStateSchema,
  checkedAt: timeSchema.nullable(),
  finalUrl: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  redirects: z.array(z.string()),
  contentType: z.string().nullable(),
  charset: z.string().nullable(),
  bytes: z.number().int().nullable(),
  error: z.string().nullable().describe('why the source could not be read, in one sentence'),
  link: linkProofSchema.nullable(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** One reason: log-odds points (positive speaks for spam) and a sentence. */
export const signalSchema = z.object({
  signal: z.string(),
  group: z.string(),
  points: z.number(),
  because: z.string(),
});
export type Signal = z.infer<typeof signalSchema>;

/** The band a score falls into under the site's thresholds. */
export const bandSchema = z.enum(['approve', 'pending', 'spam']);
export type Band = z.infer<typeof bandSchema>;

/** One ping as lists, webhooks and the dashboard show it. */
export const pingSchema = z.object({
  id: idSchema,
  siteId: idSchema,
  protocol: protocolSchema,
  status: pingStatusSchema,
  version: z.number().int().describe('rises with every change; send it along with a decision'),
  source: z.string(),
  domain: z.string().describe("the source's registrable domain"),
  target: z.object({ id: idSchema, url: z.string(), title: z.string() }),
  claimed: z.object({ title: z.string(), excerpt: z.string(), blogName: z.string() }),
  extracted: z.object({
    title: z.string().nullable(),
    siteName: z.string().nullable(),
    author: z.object({
      name: z.string().nullable(),
      url: z.string().nullable(),
      photo: z.string().nullable(),
    }),
    excerpt: z.string().nullable(),
    type: z.string(),
    language: z.string().nullable(),
    canonicalUrl: z.string().nullable(),
    publishedAt: z.string().nullable(),
  }),
  verification: verificationSchema,
  score: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .describe('probability of spam × 100; null: unscored'),
  band: bandSchema.nullable(),
  because: z.string().nullable().describe('one sentence: why this band'),
  signals: z.array(signalSchema),
  campaignId: idSchema.nullable(),
  firstSeen: z.boolean().describe('no earlier ping of this domain was known'),
  held: z.boolean().describe('a moderator put it off'),
  decidedBy: z.object({
    kind: z.enum(['policy', 'rule', 'person']).nullable(),
    id: z.string().nullable(),
  }),
  decidedAt: timeSchema.nullable(),
  receivedAt: timeSchema,
  seenCount: z.number().int().describe('how often the same pair was pinged'),
  sender: z.object({ ip: z.string(), userAgent: z.string() }),
});
export type Ping = z.infer<typeof pingSchema>;

/** One line of a ping's history. */
export const timelineEntrySchema = z.object({ at: timeSchema, text: z.string() });

/** `GET /api/v1/pings/{id}`: the ping with all evidence. */
export const pingDetailSchema = pingSchema.extend({
  prior: z.number().nullable().describe('log-odds before any signal; prior + signals = score'),
  counterfactuals: z.array(z.object({ without: z.string(), score: z.number(), band: bandSchema })),
  page: z
    .object({
      outgoingLinks: z.number().int(),
      outgoingHosts: z.number().int(),
      noindex: z.boolean(),
      textLength: z.number().int(),
      text: z.string().describe('readable text of the page, bounded'),
    })
    .nullable(),
  claims: z.object({
    titleOnPage: z.boolean().nullable(),
    excerptOnPage: z.boolean().nullable(),
  }),
  domainHistory: z.object({
    total: z.number().int(),
    approved: z.number().int(),
    spam: z.number().int(),
    firstSeenAt: timeSchema.nullable(),
  }),
  approvedForTarget: z.number().int(),
  timeline: z.array(timelineEntrySchema),
});
export type PingDetail = z.infer<typeof pingDetailSchema>;

/** `uncertainty`: nearest to 50 first. A minus sign turns the order round. */
export const pingSortSchema = z.enum([
  '-receivedAt',
  'receivedAt',
  'uncertainty',
  '-score',
  'score',
]);
export type PingSort = z.infer<typeof pingSortSchema>;

/** A boolean in a JSON body, or the words `true` and `false` in a query string. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** The filters that lists of pings and decisions by query share. */
export const pingFilterSchema = z.strictObject({
  siteId: idSchema.optional(),
  status: pingStatusSchema.optional(),
  protocol: protocolSchema.optional(),
  targetId: idSchema.optional(),
  campaignId: idSchema.optional(),
  domain: z.string().max(253).optional(),
  held: flag.optional(),
  firstSeen: flag.optional(),
  q: z.string().max(200).optional(),
});
export type PingFilter = z.infer<typeof pingFilterSchema>;

/** Query of `GET /api/v1/pings`. */
export const pingQuerySchema = z.strictObject({
  ...pingFilterSchema.shape,
  ...pageQuerySchema.shape,
  sort: pingSortSchema.default('-receivedAt'),
});
export type PingQuery = z.infer<typeof pingQuerySchema>;
