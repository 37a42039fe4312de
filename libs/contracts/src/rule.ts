// Rules: conditions on what is known of a ping, what follows from them, and how well they do.
import { z } from 'zod';
import { idSchema, pageQuerySchema, timeSchema } from './common.js';
import { pingStatusSchema } from './ping.js';

/** Fields that hold text; several of them come only with the source's page. */
export const textFields = [
  'title',
  'excerpt',
  'blog-name',
  'anchor-text',
  'page-text',
  'source-url',
  'source-host',
  'source-domain',
  'author-name',
  'author-url',
  'language',
  'target-path',
  'protocol',
  'sender-address',
  'user-agent',
] as const;

/** Fields that hold a figure. */
export const numberFields = ['score', 'outgoing-links', 'outgoing-hosts', 'seen-count'] as const;

/** Everything a condition may look at. */
export const ruleFieldSchema = z.enum([...textFields, ...numberFields]);
export type RuleField = z.infer<typeof ruleFieldSchema>;

/**
 * `word`: any of the words, by word boundaries. `phrase`: the words in this order. `matches`: an RE2
 * regular expression over the first 4,096 characters. `contains-none`: none of the words.
 * `count-at-least`: the words together at least `count` times. `same-as`: equal to another field.
 * `similar`: at least 80 % of the word pairs in common. `below-domain`: the domain or a name below it.
 * `path-prefix`: whole segments of a path. `cidr`: an address or a network.
 */
export const ruleOperatorSchema = z.enum([
  'word',
  'phrase',
  'matches',
  'contains-none',
  'equals',
  'same-as',
  'similar',
  'count-at-least',
  'below-domain',
  'path-prefix',
  'cidr',
  'at-least',
  'below',
]);
export type RuleOperator = z.infer<typeof ruleOperatorSchema>;

const words = [
  'word',
  'phrase',
  'matches',
  'contains-none',
  'equals',
  'same-as',
  'similar',
  'count-at-least',
] as const;
const addresses = ['equals', 'matches', 'word', 'below-domain', 'path-prefix'] as const;
const figures = ['at-least', 'below'] as const;

/** Which operators fit a field, the most usual one first. */
export const operatorsOf: Record<RuleField, readonly RuleOperator[]> = {
  title: words,
  excerpt: words,
  'blog-name': words,
  'anchor-text': words,
  'page-text': ['word', 'phrase', 'matches', 'contains-none', 'count-at-least'],
  'source-url': ['path-prefix', 'below-domain', 'equals', 'matches', 'word'],
  'source-host': ['below-domain', 'equals', 'matches'],
  'source-domain': ['equals', 'below-domain'],
  'author-name': words,
  'author-url': addresses,
  language: ['equals'],
  'target-path': ['path-prefix', 'equals', 'matches'],
  protocol: ['equals'],
  'sender-address': ['cidr', 'equals'],
  'user-agent': ['word', 'phrase', 'matches', 'equals'],
  score: figures,
  'outgoing-links': figures,
  'outgoing-hosts': figures,
  'seen-count': figures,
};

const valueSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(1000, 'at most 1000 characters');
/** Values of one condition. */
const MOST_VALUES = 5_000;
const MOST_ITEMS = 20;

/** One condition: any of the values is enough. A figure stands as text, as `40`. */
export const ruleConditionSchema = z
  .strictObject({
    field: ruleFieldSchema,
    operator: ruleOperatorSchema,
    value: z
      .union(
        [
          z
            .array(valueSchema)
            .min(1, 'at least one value')
            .max(MOST_VALUES, `at most ${MOST_VALUES} values`),
          valueSchema,
          z.number(),
        ],
        {
          error: ({ input }) =>
            isValue(input) ? undefined : 'must be a text, a list of texts or a number',
        },
      )
      .transform((value) => (Array.isArray(value) ? value : [String(value)])),
    count: z.number().int().min(1).max(1000).optional().describe('of `count-at-least`'),
  })
  .superRefine(({ field, operator, value, count }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (!operatorsOf[field].includes(operator)) wrong('operator', `does not fit ${field}`);
    if (operator === 'count-at-least' && count === undefined) wrong('count', 'is missing');
    if (operator === 'same-as' && !value.every((name) => isTextField(name)))
      wrong('value', 'must be the name of a text field, such as title');
    if ((operator === 'at-least' || operator === 'below') && !value.every(isFigure))
      wrong('value', 'must be a number');
  });
export type RuleCondition = z.output<typeof ruleConditionSchema>;

const isValue = (input: unknown): boolean =>
  Array.isArray(input) || typeof input === 'string' || typeof input === 'number';
const isTextField = (name: string): boolean => (textFields as readonly string[]).includes(name);
const isFigure = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

const match = z.enum(['all', 'any']);
const innerGroupSchema = z.strictObject({
  match,
  items: z
    .array(ruleConditionSchema)
    .min(1, 'at least one condition')
    .max(MOST_ITEMS, `at most ${MOST_ITEMS} conditions`),
});

const TOO_DEEP = 'a group in a group holds conditions only: two levels at most';
const itemsOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'items' in input ? input.items : null;

function isTooDeep(input: unknown): boolean {
  const items = itemsOf(input);
  return Array.isArray(items) && items.some((item) => Array.isArray(itemsOf(item)));
}

/** Conditions joined by `all` or `any`; a group may stand in place of a condition, one level deep. */
export const ruleGroupSchema = z.strictObject({
  match,
  items: z
    .array(
      z.union([ruleConditionSchema, innerGroupSchema], {
        error: ({ input }) => (isTooDeep(input) ? TOO_DEEP : undefined),
      }),
    )
    .min(1, 'at least one condition')
    .max(MOST_ITEMS, `at most ${MOST_ITEMS} conditions and groups`),
});
export type RuleGroup = z.output<typeof ruleGroupSchema>;
export type RuleInnerGroup = z.output<typeof innerGroupSchema>;

/**
 * What a rule does. `points`: log-odds added to the score, positive speaks for spam. `approve` takes
 * effect only when the link is proven and visible.
 */
export const ruleActionSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('points'),
    points: z
      .number()
      .min(-10)
      .max(10)
      .multipleOf(0.001, 'at most three decimals')
      .refine((points) => points !== 0, 'must not be 0'),
  }),
  z.strictObject({ do: z.literal('spam') }),
  z.strictObject({ do: z.literal('hold') }),
  z.strictObject({ do: z.literal('approve') }),
]);
export type RuleAction = z.infer<typeof ruleActionSchema>;

/** `draft`: does nothing. `shadow`: only counts what it would do. `live`: acts. */
export const ruleStateSchema = z.enum(['draft', 'shadow', 'live']);
export type RuleState = z.infer<typeof ruleStateSchema>;

const name = z.string().trim().min(1, 'must not be empty').max(120);
const note = z.string().trim().max(2000);

/** Body of `POST /api/v1/sites/{siteId}/rules`. */
export const createRuleSchema = z.strictObject({
  name,
  note: note.default(''),
  state: ruleStateSchema.default('draft'),
  conditions: ruleGroupSchema,
  action: ruleActionSchema,
  expiresAt: timeSchema.nullable().default(null),
});
export type CreateRule = z.input<typeof createRuleSchema>;

const seen = 'the version that the change is based on: a stale one is refused (`version-conflict`)';

/**
 * Body of `PATCH /api/v1/rules/{id}`; a stale `version` is refused with `version-conflict`, and
 * `presentVersion` in the problem.
 */
export const updateRuleSchema = z.strictObject({
  name: name.optional(),
  note: note.optional(),
  state: ruleStateSchema.optional(),
  conditions: ruleGroupSchema.optional(),
  action: ruleActionSchema.optional(),
  expiresAt: timeSchema.nullable().optional(),
  version: z.number().int().min(1).optional().describe(seen),
});
export type UpdateRule = z.input<typeof updateRuleSchema>;

/** What a version of a rule keeps. */
export const ruleDefinitionSchema = z.object({
  name: z.string(),
  note: z.string(),
  state: ruleStateSchema,
  conditions: ruleGroupSchema,
  action: ruleActionSchema,
  expiresAt: timeSchema.nullable(),
});
export type RuleDefinition = z.infer<typeof ruleDefinitionSchema>;

/** Who made or changed something. */
export const setBySchema = z.object({
  kind: z.string(),
  id: z.string().nullable(),
  name: z.string(),
});
export type SetBy = z.infer<typeof setBySchema>;

/** How a rule did in the last 30 days, against what people decided. */
export const ruleStatisticsSchema = z.object({
  hits: z.number().int(),
  lastHitAt: timeSchema.nullable(),
  agree: z.number().int().describe('people decided as the rule would'),
  disagree: z.number().int(),
  precision: z.number().min(0).max(1).nullable().describe('agree / (agree + disagree)'),
  reversals: z.number().int().describe('its own decisions that a person turned round'),
  overlap: z.number().int().describe('hits that another rule has too'),
  costMs: z
    .number()
    .nullable()
    .describe('what its regular expressions take for a ping, on average; null: it needed none yet'),
});
export type RuleStatistics = z.infer<typeof ruleStatisticsSchema>;

/** A rule as the API shows it. */
export const ruleSchema = ruleDefinitionSchema.extend({
  id: idSchema,
  siteId: idSchema,
  version: z.number().int(),
  stateSince: timeSchema,
  fault: z
    .object({ at: timeSchema, message: z.string() })
    .nullable()
    .describe('the rule could not be tried: pings that need it wait for a person'),
  demoted: z
    .object({ at: timeSchema, because: z.string() })
    .nullable()
    .describe('the rule put itself back to shadow'),
  batchId: idSchema.nullable().describe('the import that brought it'),
  setBy: setBySchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
  statistics: ruleStatisticsSchema,
});
export type Rule = z.infer<typeof ruleSchema>;

/** Query of `GET /api/v1/sites/{siteId}/rules`. */
export const ruleQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  state: ruleStateSchema.optional(),
});

/** One version of a rule, newest first in its list. */
export const ruleVersionSchema = z.object({
  version: z.number().int(),
  definition: ruleDefinitionSchema,
  changed: z.array(z.string()).describe('fields that differ from the version before'),
  because: z.string(),
  by: setBySchema,
  at: timeSchema,
});
export type RuleVersion = z.infer<typeof ruleVersionSchema>;

/**
 * Body of `POST /api/v1/rules/{id}/rollback`: the state of the rule stays as it is, and so does its
 * expiry when that of the earlier version has passed.
 */
export const rollbackRuleSchema = z.strictObject({
  version: z.number().int().min(1).describe('the earlier version that is wanted'),
  seenVersion: z.number().int().min(1).optional().describe(seen),
});
export type RollbackRule = z.input<typeof rollbackRuleSchema>;

/** Body of `POST /api/v1/rules/{id}/undo-effects`: what it decided since then waits for a person again. */
export const undoRuleSchema = z.strictObject({
  since: timeSchema.optional(),
  toShadow: z.boolean().default(false).describe('put the rule back to shadow first'),
});

/** Answer of `undo-effects`: a decision, which can be undone as any other; null when nothing was to do. */
export const undoRuleResultSchema = z.object({
  decisionId: idSchema.nullable(),
  affected: z.number().int(),
});
export type UndoRuleResult = z.infer<typeof undoRuleResultSchema>;

/** Body of `POST /api/v1/sites/{siteId}/rules/dry-run`. */
export const dryRunSchema = z.strictObject({
  conditions: ruleGroupSchema,
  action: ruleActionSchema.default({ do: 'hold' }),
  days: z.number().int().min(1).max(365).default(30),
  ruleId: idSchema
    .optional()
    .describe('the rule that is edited: its own hits do not count as others'),
});
export type DryRun = z.input<typeof dryRunSchema>;

/** A ping that a dry run matched. */
export const dryRunSampleSchema = z.object({
  id: idSchema,
  title: z.string(),
  source: z.string(),
  domain: z.string(),
  status: pingStatusSchema,
  opinion: z.enum(['disagrees', 'undecided', 'agrees']),
  receivedAt: timeSchema,
  decidedAt: timeSchema.nullable(),
});

/** Answer of a dry run on history. */
export const dryRunResultSchema = z.object({
  days: z.number().int(),
  looked: z.number().int().describe('pings that were looked at, the newest first'),
  isWhole: z.boolean().describe('false: there are more pings than were looked at'),
  total: z.number().int(),
  byDecision: z.object({
    spam: z.number().int(),
    rejected: z.number().int(),
    approved: z.number().int(),
    undecided: z.number().int().describe('no person has decided'),
  }),
  agree: z.number().int(),
  disagree: z.number().int(),
  caughtByOthers: z.number().int().describe('matches that other rules of the site have too'),
  adds: z.number().int(),
  fault: z.string().nullable().describe('why some pings could not be tried'),
  tookMs: z.number().int(),
  samples: z.array(dryRunSampleSchema).describe('at most 20: those that disagree first'),
});
export type DryRunResult = z.infer<typeof dryRunResultSchema>;
