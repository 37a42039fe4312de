// Sites and their settings: what an owner registers and decides.
import { z } from 'zod';
import { httpUrlSchema, idSchema, readUrl, timeSchema } from './common.js';
import { protocolSchema } from './ping.js';
import { passphraseSchema } from './target.js';

const originSchema = z
  .string()
  .max(300)
  .transform((text, context) => {
    const url = readUrl(text);
    if (
      url &&
      /^https?:$/.test(url.protocol) &&
      url.pathname === '/' &&
      !url.search &&
      !url.username
    )
      return url.origin;
    context.addIssue({
      code: 'custom',
      message: 'must be an origin such as https://blog.example, without a path',
    });
    return z.NEVER;
  })
  .describe('scheme, host and port of the site, as https://blog.example');

/** A domain for a block or trust list; covers the domain itself and everything below it. */
export const domainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?!-)[^\s/:@?#]+\.[^\s/:@?#]+$/u, 'must be a domain such as casino.example');

/** A list in the DNS (RFC 5782) that the owner wants asked. */
export const dnsListSchema = z.strictObject({
  zone: z
    .string()
    .trim()
    .toLowerCase()
    .max(120)
    .regex(
      /^(?=[^.]{1,63}\.)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
      'must be the zone of a list such as dnsbl.example',
    ),
  of: z
    .enum(['sender-address', 'source-domain'])
    .describe("what it lists: addresses of senders, or sources' registrable domains"),
  points: z
    .number()
    .min(0)
    .max(3)
    .optional()
    .describe('log-odds that a listing counts; 1.2 unless given'),
});
export type DnsList = z.infer<typeof dnsListSchema>;

/** How a list was found at its last test; a broken one is not asked. */
export const dnsListHealthSchema = z.object({
  state: z
    .enum(['unknown', 'healthy', 'broken', 'silent'])
    .describe('broken: not asked; silent: no answer, so nothing is approved by itself'),
  reason: z.string().nullable(),
  checkedAt: timeSchema.nullable(),
});
export type DnsListHealth = z.infer<typeof dnsListHealthSchema>;

/** The address of Akismet itself; others speak as it does. */
export const akismetUrl = 'https://rest.akismet.com';

/** Body of `PUT /api/v1/sites/{id}/opinions/akismet`. */
export const useAkismetSchema = z.strictObject({
  url: httpUrlSchema.default(akismetUrl),
  key: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'must be a key as the service gave it')
    .describe('shown to nobody again'),
});

/** The service that a site asks, without its key. */
export const akismetStateSchema = z.object({
  url: z.string(),
  state: z
    .enum(['valid', 'invalid', 'silent'])
    .describe('invalid: not asked; silent: no answer, so nothing is approved by itself'),
  reason: z.string().nullable(),
  checkedAt: timeSchema,
});
export type AkismetState = z.infer<typeof akismetStateSchema>;

/** Answer of `GET /api/v1/sites/{id}/opinions`: whom the site asks, and whether they work. */
export const siteOpinionsSchema = z.object({
  dnsLists: z.array(dnsListSchema.extend({ health: dnsListHealthSchema })),
  akismet: akismetStateSchema.nullable(),
});
export type SiteOpinions = z.infer<typeof siteOpinionsSchema>;

/**
 * A limit on scores, 0..100 in tenths: scores are counted in tenths and end at 99.9, so a finer limit
 * would say what it does not do. 100 is above every score.
 */
export const scoreLimitSchema = z
  .number()
  .min(0)
  .max(100)
  .refine((limit) => Math.round(limit * 10) / 10 === limit, {
    message: 'takes one decimal: scores are counted in tenths',
  });

/** What a site's owner decides about incoming pings. Scores run from 0 to 99.9. */
export const siteSettingsSchema = z.strictObject({
  intakeOpen: z.boolean().describe('false closes all intake of the site at once'),
  approveBelow: scoreLimitSchema
    .nullable()
    .describe('publish proven pings below this score, in tenths, without a person; null, 0: never'),
  spamFrom: scoreLimitSchema.describe(
    'from this score on, in tenths, a ping goes to spam; 100: never by its score, which ends at 99.9',
  ),
  newSiteDecisions: z
    .number()
    .int()
    .min(0)
    .max(1_000)
    .describe(
      'until people have decided so many pings nothing is approved by itself and spam needs 99.5; 0: no such caution',
    ),
  auditShare: z
    .number()
    .min(0)
    .max(20)
    .describe('percent of the automatic decisions that are drawn for a person to look at'),
  unproven: z
    .enum(['spam', 'pending'])
    .describe('where a ping goes whose source does not link to the target'),
  selfPings: z
    .enum(['hold', 'approve', 'ignore'])
    .describe('pings from pages of the site itself: to a person, published at once, or kept out'),
  closeAfterDays: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .nullable()
    .describe('pages older than this take no pings; null: never'),
  inboxPassphrase: passphraseSchema
    .nullable()
    .describe('secret of the site-wide inbox; null: open to all'),
  cloaking: z
    .enum(['hold', 'ignore'])
    .describe(
      'hold: a mention whose link is shown to one program only is taken back and waits for a person; ignore: it only counts in the score',
    ),
  pingbackFaults: z
    .enum(['opaque', 'detailed'])
    .describe('opaque: every fault but "already registered" is 0, so that nothing can be probed'),
  datedAddresses: z
    .boolean()
    .describe(
      'hand out addresses with a signed date; pings that come without a fresh one are held',
    ),
  sharedReputation: z
    .boolean()
    .describe('take part where the installation shares reputation; false: neither gives nor takes'),
  dnsLists: z
    .array(dnsListSchema)
    .max(10)
    .refine(
      (lists) => new Set(lists.map(({ zone, of }) => `${of} ${zone}`)).size === lists.length,
      'must not name a list twice',
    )
    .describe('lists in the DNS that are asked about pings; none unless the owner names one'),
  blockedDomains: z.array(domainSchema).max(10_000),
  trustedDomains: z.array(domainSchema).max(10_000),
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** The settings of a new site: nothing is published without a person. */
export const defaultSiteSettings: SiteSettings = {
  intakeOpen: true,
  approveBelow: null,
  spamFrom: 98,
  newSiteDecisions: 50,
  auditShare: 3,
  unproven: 'spam',
  selfPings: 'hold',
  closeAfterDays: null,
  inboxPassphrase: null,
  cloaking: 'hold',
  pingbackFaults: 'opaque',
  datedAddresses: false,
  sharedReputation: true,
  dnsLists: [],
  blockedDomains: [],
  trustedDomains: [],
};

const siteName = z.string().trim().min(1, 'must not be empty').max(120);
const origins = z.array(originSchema).min(1, 'at least one origin').max(50);

/** Body of `POST /api/v1/sites`. */
export const createSiteSchema = z.strictObject({ name: siteName, origins });
export type CreateSite = z.input<typeof createSiteSchema>;

/** Body of `PATCH /api/v1/sites/{id}`: only the given fields change. */
export const updateSiteSchema = z.strictObject({
  name: siteName.optional(),
  origins: origins.optional(),
  settings: siteSettingsSchema.partial().optional(),
});
export type UpdateSite = z.input<typeof updateSiteSchema>;

/** A site: its public key is what senders see, its id what the API uses. */
export const siteSchema = z.object({
  id: idSchema,
  key: z.string(),
  name: z.string(),
  origins: z.array(z.string()),
  trackbackUrl: z.string(),
  pingbackUrl: z.string(),
  webmentionUrl: z.string(),
  settings: siteSettingsSchema,
  createdAt: timeSchema,
});
export type Site = z.infer<typeof siteSchema>;

/** Answer of `GET /api/v1/sites/{id}/caution`: how far the caution of a new site has come. */
export const siteCautionSchema = z.object({
  isNew: z.boolean().describe('nothing is approved by itself, and spam needs 99.5'),
  decisions: z.number().int().describe('pings that people have decided, counted up to `needed`'),
  needed: z.number().int(),
});
export type SiteCaution = z.infer<typeof siteCautionSchema>;

/** Query of `GET /sites/{siteKey}/discovery`; without `target` the home page of the first origin. */
export const discoveryQuerySchema = z.strictObject({ target: z.string().max(2048).optional() });

/** Ready-made code that makes every page of one kind of site announce its addresses. */
export const recipeSchema = z.object({
  id: z.enum([
    'wordpress',
    'hugo',
    'eleventy',
    'eleventy-nunjucks',
    'jekyll',
    'astro',
    'html',
    'nginx',
    'caddy',
  ]),
  name: z.string(),
  file: z.string().describe('where the code goes'),
  language: z.enum([
    'php',
    'html',
    'liquid',
    'nunjucks',
    'go-template',
    'astro',
    'nginx',
    'caddyfile',
  ]),
  code: z.string(),
  note: z.string().describe('what to mind, in a sentence or two'),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** Answer of `GET /sites/{siteKey}/discovery`: what to paste in a page so that senders find the address. */
export const discoverySchema = z.object({
  target: z.string(),
  trackbackUrl: z.string(),
  pingbackUrl: z.string(),
  webmentionUrl: z.string(),
  rdf: z.string(),
  links: z.string(),
  headers: z.record(z.string(), z.string()),
  snippet: z.string(),
  freshUntil: timeSchema
    .nullable()
    .describe('until when the addresses here are fresh; null: they carry no date'),
  recipes: z.array(recipeSchema),
});
export type Discovery = z.infer<typeof discoverySchema>;

/** Body of `POST /api/v1/sites/{id}/check-page`. */
export const checkPageSchema = z.strictObject({ url: httpUrlSchema });

/** Answer of "check my page": what senders will find there. */
export const pageCheckSchema = z.object({
  url: z.string(),
  finalUrl: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  error: z.string().nullable().describe('why the page could not be read, in one sentence'),
  found: z.array(
    z.object({
      protocol: protocolSchema,
      endpoint: z.string().nullable().describe('null: senders find none'),
      foundBy: z.string().nullable().describe('header, element or block that says it'),
      isOurs: z.boolean().describe('it leads to this installation and this page'),
    }),
  ),
  remarks: z.array(z.object({ level: z.enum(['problem', 'advice']), text: z.string() })),
});
export type PageCheck = z.infer<typeof pageCheckSchema>;

/** Body of `POST /api/v1/sites/{id}/test-ping`; without `target` the site's first origin is pinged. */
export const testPingSchema = z.strictObject({ target: z.string().max(2048).optional() });

/** The answer to a test ping: the ping that now runs through the pipeline. */
export const testPingResultSchema = z.object({ pingId: idSchema, source: z.string() });
export type TestPingResult = z.infer<typeof testPingResultSchema>;
