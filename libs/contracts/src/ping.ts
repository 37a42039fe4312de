// Pings: what was received, what the check found, how it was scored.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';
import { sourceHistorySchema } from './reputation.js';

/** What the address says that a ping came by: a fresh date, one that is too old, or none (or a forged one). */
export const addressKindSchema = z.enum(['dated', 'stale', 'plain']);
export type AddressKind = z.infer<typeof addressKindSchema>;

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

/**
 * Why a source could not be read, for programs. `policy`: not asked for, by a rule of the site;
 * `http-status`: it answered with a status other than 2xx; `content-type`: no kind of document in
 * which links are looked for; the others are failures of the request.
 */
export const checkFailureKindSchema = z.enum([
  'policy',
  'bad-url',
  'refused-scheme',
  'refused-port',
  'refused-address',
  'dns',
  'connect',
  'tls',
  'timeout',
  'too-large',
  'bad-encoding',
  'too-many-redirects',
  'http-status',
  'content-type',
  'protocol',
]);
export type CheckFailureKind = z.infer<typeof checkFailureKindSchema>;

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
  through: z.string().nullable().describe('host of the redirector that the link goes through'),
});
export type LinkProof = z.infer<typeof linkProofSchema>;

/** What the same address answered to another `User-Agent` at the same check. */
export const otherLookSchema = z.object({
  userAgent: z.string(),
  state: verificationStateSchema,
  httpStatus: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
});
export type OtherLook = z.infer<typeof otherLookSchema>;

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
  sha256: z.string().nullable().describe('of the body as read, in hexadecimal'),
  error: z.string().nullable().describe('why the source could not be read, in one sentence'),
  failure: checkFailureKindSchema.nullable().describe('the same for programs; null when read'),
  userAgent: z.string().nullable().describe('as whom the source was asked'),
  otherLook: otherLookSchema
    .nullable()
    .describe('the check as another program, where that found no link'),
  link: linkProofSchema.nullable(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** Who wrote the source, as the page says. */
export const authorSchema = z.object({
  name: z.string().nullable(),
  url: z.string().nullable(),
  photo: z.string().nullable(),
});

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

/** What the public sees of a mention: plain text, addresses http or https. */
export const publicContentSchema = z.object({
  title: z.string(),
  excerpt: z.string(),
  siteName: z.string().nullable(),
  author: authorSchema,
  type: z.string(),
  rsvp: z.enum(['yes', 'no', 'maybe', 'interested']).nullable(),
  publishedAt: z.string().nullable(),
});
export type PublicContent = z.infer<typeof publicContentSchema>;

/** A source that changed after it was approved: the approved version stays public until a person decides. */
export const contentChangeSchema = z.object({
  detectedAt: timeSchema,
  difference: z.number().min(0).max(1).describe('0: the same, 1: nothing in common'),
  fields: z.array(z.enum(['title', 'excerpt', 'author', 'text'])),
  before: publicContentSchema,
  after: publicContentSchema,
});
export type ContentChange = z.infer<typeof contentChangeSchema>;

/** Checks of a proven source that failed since the last good one; what was proven stands meanwhile. */
export const checkFailureSchema = z.object({
  at: timeSchema,
  state: verificationStateSchema,
  httpStatus: z.number().int().nullable(),
  error: z.string().nullable(),
  failure: checkFailureKindSchema.nullable(),
  count: z.number().int(),
  since: timeSchema,
});
export type CheckFailure = z.infer<typeof checkFailureSchema>;

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
  targetGiven: z.string().describe('the target as the sender wrote it'),
  claimed: z.object({ title: z.string(), excerpt: z.string(), blogName: z.string() }),
  extracted: z.object({
    title: z.string().nullable(),
    siteName: z.string().nullable(),
    author: authorSchema,
    excerpt: z.string().nullable(),
    type: z.string().describe('mention, reply, like, repost, bookmark or rsvp'),
    rsvp: z.enum(['yes', 'no', 'maybe', 'interested']).nullable(),
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
  isPublic: z.boolean().describe('a version of it is shown; true also while a change is held'),
  private: z.boolean().describe('proven by a private code: never in a feed'),
  change: contentChangeSchema.nullable(),
  lastFailure: checkFailureSchema.nullable(),
  nextCheckAt: timeSchema.nullable().describe('when the source is looked at again'),
  campaignId: idSchema.nullable(),
  audit: z
    .enum(['waiting', 'looked'])
    .nullable()
    .describe('an automatic decision drawn for a person to look at, and whether one has'),
  copyOf: z
    .object({
      sources: z
        .number()
        .int()
        .describe('registrable domains that have nearly the same page, its own not counted'),
      ofTarget: z.boolean().describe('it is a copy of the page that was pinged'),
      originalPingId: idSchema.nullable().describe('the first of them that pinged the site'),
    })
    .nullable()
    .describe('the source is a copy of other pages: a person decides'),
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
  intake: z
    .object({
      address: addressKindSchema,
      dateWanted: z.boolean().describe('the site handed out dated addresses when it came'),
      deferred: z.boolean().describe('stored during a flood; its check waits its turn'),
    })
    .describe('how it came in'),
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
      language: z.string().nullable(),
      languageDetected: z.boolean().describe('from the text; the page does not declare it'),
      textLength: z.number().int(),
      text: z.string().describe('readable text of the page, bounded'),
    })
    .nullable(),
  claims: z.object({
    titleOnPage: z.boolean().nullable(),
    titleSimilarity: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('of the claimed title and that of the page; 1: the same words'),
    excerptOnPage: z.boolean().nullable(),
  }),
  domainHistory: z.object({
    total: z.number().int(),
    approved: z.number().int(),
    spam: z.number().int(),
    firstSeenAt: timeSchema.nullable(),
  }),
  sources: z
    .array(sourceHistorySchema)
    .describe('what was decided about the source before, by scope, as the last check knew it'),
  approvedForTarget: z.number().int(),
  samePageAs: z
    .array(z.object({ id: idSchema, source: z.string(), status: pingStatusSchema }))
    .describe('pings of the same target by other addresses of the same page, as AMP'),
  timeline: z.array(timelineEntrySchema),
});
export type PingDetail = z.infer<typeof pingDetailSchema>;

/** One stored check of a ping's source. */
export const pingCheckSchema = z.object({
  id: idSchema,
  at: timeSchema,
  verification: verificationSchema,
  isSecondLook: z.boolean().describe('made as another program, to find cloaking'),
  title: z.string().nullable(),
  language: z.string().nullable(),
  noindex: z.boolean().nullable(),
  outgoingLinks: z.number().int().nullable(),
  outgoingHosts: z.number().int().nullable(),
  textLength: z.number().int().nullable(),
  score: z.number().min(0).max(100),
  because: z.string(),
});
export type PingCheck = z.infer<typeof pingCheckSchema>;

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
  audit: z.enum(['waiting', 'looked']).optional(),
  copies: flag.optional().describe('true: copies of other sources only'),
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

/** Query of `GET /api/v1/pings/{id}/snapshot`. */
export const snapshotQuerySchema = z.strictObject({
  theme: z.enum(['light', 'dark']).default('light'),
});
