// A rule while it is written: plain texts as they stand in the fields, and what the API takes of them.
import {
  createRuleSchema,
  operatorsOf,
  type CreateRule,
  type Ping,
  type Rule,
  type RuleAction,
  type RuleCondition,
  type RuleField,
  type RuleGroup,
  type RuleOperator,
} from '@trackwarden/contracts';

export type DraftCondition = {
  key: string;
  field: RuleField;
  operator: RuleOperator;
  value: string;
  count: string;
};
export type DraftGroup = { key: string; match: 'all' | 'any'; items: DraftCondition[] };
export type DraftItem = DraftCondition | DraftGroup;
export type Draft = {
  name: string;
  note: string;
  match: 'all' | 'any';
  items: DraftItem[];
  action: RuleAction['do'];
  points: string;
  /** As a date field has it: `2027-05-01`, or empty. */
  expires: string;
};

let lastKey = 0;
const newKey = () => `item-${(lastKey += 1)}`;

export const isGroup = (item: DraftItem): item is DraftGroup => 'items' in item;

export const newCondition = (
  field: RuleField = 'title',
  operator: RuleOperator = operatorsOf[field][0] ?? 'word',
  value = '',
): DraftCondition => ({ key: newKey(), field, operator, value, count: '3' });

export const newGroup = (): DraftGroup => ({
  key: newKey(),
  match: 'any',
  items: [newCondition(), newCondition()],
});

export const emptyDraft = (): Draft => ({
  ...{ name: '', note: '', match: 'all', items: [newCondition('blog-name')] },
  ...{ action: 'points', points: '3', expires: '' },
});

/** The shortest rule that meets this ping: its words, or where it comes from. */
export function draftFrom(ping: Ping): Draft {
  const title = (ping.claimed.title || ping.extracted.title) ?? '';
  const words = title.replaceAll(',', ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  return {
    ...emptyDraft(),
    name: words === '' ? ping.domain : `Like “${words.slice(0, 60)}”`,
    match: 'any',
    items: [
      ...(words === '' ? [] : [newCondition('title', 'phrase', words)]),
      newCondition('source-host', 'below-domain', ping.domain),
    ],
  };
}

/** Operators whose value may be several, divided by commas. */
const many = new Set<RuleOperator>([
  'word',
  'phrase',
  'contains-none',
  'count-at-least',
  'below-domain',
  'path-prefix',
  'cidr',
]);
const shortLists = new Set<RuleField>(['language', 'protocol', 'source-host', 'source-domain']);

const dividesByCommas = (field: RuleField, operator: RuleOperator): boolean =>
  many.has(operator) || (operator === 'equals' && shortLists.has(field));

const valuesOf = ({ field, operator, value }: DraftCondition): string[] =>
  value
    .split(dividesByCommas(field, operator) ? /[,\n]/ : /\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function fromCondition({ field, operator, value, count }: RuleCondition): DraftCondition {
  const text = value.join(dividesByCommas(field, operator) ? ', ' : '\n');
  return { key: newKey(), field, operator, value: text, count: String(count ?? 3) };
}

export function draftOf(rule: Rule): Draft {
  const { name, note, conditions, action, expiresAt } = rule;
  return {
    ...{ name, note, match: conditions.match },
    items: conditions.items.map((item) =>
      'items' in item
        ? { key: newKey(), match: item.match, items: item.items.map(fromCondition) }
        : fromCondition(item),
    ),
    action: action.do,
    points: action.do === 'points' ? String(action.points) : '3',
    expires: expiresAt === null ? '' : expiresAt.slice(0, 10),
  };
}

function toCondition(condition: DraftCondition) {
  const { field, operator, count } = condition;
  return {
    ...{ field, operator, value: valuesOf(condition) },
    ...(operator === 'count-at-least' ? { count: Number(count) } : {}),
  };
}

/** The body for the API; faults by their place, as `conditions.items.0.value`. */
export function bodyOf(
  draft: Draft,
): { body: CreateRule; faults: null } | { body: null; faults: Map<string, string> } {
  const { name, note, match, items, action, points, expires } = draft;
  const parsed = createRuleSchema.safeParse({
    ...{ name, note },
    conditions: {
      match,
      items: items.map((item) =>
        isGroup(item)
          ? { match: item.match, items: item.items.map(toCondition) }
          : toCondition(item),
      ),
    },
    action: action === 'points' ? { do: action, points: numberOf(points) } : { do: action },
    // to the end of that day
    expiresAt: expires === '' ? null : `${expires}T23:59:59.000Z`,
  });
  if (parsed.success) return { body: parsed.data, faults: null };
  const faults = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) faults.set(path.join('.'), message);
  return { body: null, faults };
}

const numberOf = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.replace(',', '.').replace('−', '-'));

/** What a dry run needs; null while a condition is not filled in. */
export function triedPart(
  draft: Draft,
): { conditions: CreateRule['conditions']; action: RuleAction } | null {
  const { body } = bodyOf({ ...draft, name: draft.name || 'unnamed' });
  return body === null ? null : { conditions: body.conditions, action: body.action };
}

/** Whether two drafts would be saved as the same rule. */
export const isSameDraft = (one: Draft, other: Draft): boolean => plain(one) === plain(other);

const plain = (draft: Draft): string =>
  JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value));

export type { RuleGroup };
