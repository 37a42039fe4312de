// Block and trust lists: sources by scope, with exceptions, expiry and who set them.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';
import { createRuleSchema, setBySchema } from './rule.js';

/** What an entry does: a blocked source is spam and never fetched, a trusted one earns credit. */
export const listKindSchema = z.enum(['block', 'trust']);
export type ListKind = z.infer<typeof listKindSchema>;

/**
 * `url`: this address. `path`: this path and everything below it, by whole segments. `author`: pages
 * of this author's address. `host`: exactly this host. `domain`: the domain and everything below it.
 * `network`: an IP address or CIDR that sends pings.
 */
export const listScopeSchema = z.enum(['url', 'path', 'author', 'host', 'domain', 'network']);
export type ListScope = z.infer<typeof listScopeSchema>;

const exceptions = z
  .array(z.string().trim().min(1).max(2048))
  .max(100)
  .describe('hosts, addresses or beginnings of addresses that the entry leaves out');
const note = z.string().trim().max(2000);

/** Body of `POST /api/v1/sites/{siteId}/lists`. */
export const createListEntrySchema = z.strictObject({
  list: listKindSchema,
  scope: listScopeSchema,
  value: z.string().trim().min(1, 'must not be empty').max(2048),
  exceptions: exceptions.default([]),
  note: note.default(''),
  expiresAt: timeSchema.nullable().default(null),
});
export type CreateListEntry = z.input<typeof createListEntrySchema>;

/** Body of `PATCH /api/v1/lists/{id}`. */
export const updateListEntrySchema = z.strictObject({
  exceptions: exceptions.optional(),
  note: note.optional(),
  expiresAt: timeSchema.nullable().optional(),
});
export type UpdateListEntry = z.input<typeof updateListEntrySchema>;

/** An entry as the API shows it. */
export const listEntrySchema = z.object({
  id: idSchema,
  siteId: idSchema,
  list: listKindSchema,
  scope: listScopeSchema,
  value: z.string(),
  exceptions: z.array(z.string()),
  note: z.string(),
  expiresAt: timeSchema.nullable(),
  batchId: idSchema.nullable(),
  setBy: setBySchema,
  hits: z.number().int(),
  lastHitAt: timeSchema.nullable(),
  createdAt: timeSchema,
});
export type ListEntry = z.infer<typeof listEntrySchema>;

/** Answer of `POST /api/v1/sites/{siteId}/lists`. */
export const addedListEntrySchema = listEntrySchema.extend({
  isNew: z
    .boolean()
    .describe('false: it stood because of a decision, and is its owner’s from now on'),
});
export type AddedListEntry = z.infer<typeof addedListEntrySchema>;

/** Query of `GET /api/v1/sites/{siteId}/lists`. */
export const listEntryQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  list: listKindSchema.optional(),
  q: z.string().max(200).optional(),
});

/** A rule as files carry it. */
export const portableRuleSchema = createRuleSchema;

/** Entries that a site takes on its block and trust lists together. */
export const MOST_LIST_ENTRIES = 100_000;
/** Characters of a file that is imported: what a site's longest lists make. */
export const MOST_IMPORT_CHARACTERS = 32_000_000;

/** The file of `GET …/rules/export`, which `POST …/rules/import` takes as `content`. */
export const rulesFileSchema = z.strictObject({
  format: z.literal('trackwarden-rules'),
  version: z.literal(1),
  rules: z.array(createRuleSchema).max(1000, 'at most 1000 rules').default([]),
  lists: z
    .array(createListEntrySchema)
    .max(MOST_LIST_ENTRIES, `at most ${MOST_LIST_ENTRIES} entries`)
    .default([]),
});
export type RulesFile = z.output<typeof rulesFileSchema>;

/**
 * Body of `POST /api/v1/sites/{siteId}/rules/import`. `json`: a file of the export. `disallowed-keys`:
 * a WordPress list, one word, domain, address or network a line. `domains`: one domain a line; `#` starts
 * a note. At most 32 MB.
 */
export const importRulesSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(120),
  format: z.enum(['json', 'disallowed-keys', 'domains']),
  content: z.union([
    z.string().max(MOST_IMPORT_CHARACTERS, `at most ${MOST_IMPORT_CHARACTERS} characters`),
    rulesFileSchema,
  ]),
  list: listKindSchema.default('block').describe('of plain domain lists'),
});
export type ImportRules = z.input<typeof importRulesSchema>;

/** One import, to be reverted as a whole. */
export const ruleBatchSchema = z.object({
  id: idSchema,
  siteId: idSchema,
  name: z.string(),
  format: z.string(),
  rules: z.number().int(),
  words: z.number().int().describe('lines that became words of the rules'),
  entries: z.number().int().describe('entries of the lists that were not there before'),
  skipped: z
    .array(z.object({ line: z.number().int(), text: z.string(), because: z.string() }))
    .describe(
      'the first 100: a line of the text, or the number of the rule or entry in a JSON file',
    ),
  skippedCount: z.number().int(),
  setBy: setBySchema,
  createdAt: timeSchema,
  revertedAt: timeSchema.nullable(),
});
export type RuleBatch = z.infer<typeof ruleBatchSchema>;

/** Query of the export: everything as JSON, or the block list's domains as plain text. */
export const exportQuerySchema = z.strictObject({
  format: z.enum(['json', 'domains', 'disallowed-keys']).default('json'),
});
