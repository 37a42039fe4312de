// Rules in words: what they ask for and what they do.
import type {
  Rule,
  RuleAction,
  RuleCondition,
  RuleGroup,
  RuleInnerGroup,
} from '@trackwarden/contracts';
import type { TFunction } from 'i18next';
import { exactPoints } from '../../format/points.js';
import type { Tone } from '../../ui/tag.js';

const shownValues = 4;
const shownConditions = 2;

function valueWords(t: TFunction, { operator, value, count }: RuleCondition): string {
  if (operator === 'same-as')
    return value.map((field) => lower(t(`rules.field.${field as 'title'}`))).join(', ');
  const shown = value.slice(0, shownValues).join(', ');
  const text = value.length > shownValues ? `${shown}, …` : shown;
  const quoted = operator === 'at-least' || operator === 'below' ? text : `“${text}”`;
  return operator === 'count-at-least' ? `${quoted} (${count ?? 1}×)` : quoted;
}

/** Inside a sentence; abbreviations stay. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const conditionWords = (t: TFunction, condition: RuleCondition): string =>
  `${lower(t(`rules.field.${condition.field}`))} ${t(`rules.operator.${condition.operator}`)} ${valueWords(t, condition)}`;

/** Every condition, for a diff. */
export function groupWords(t: TFunction, group: RuleGroup | RuleInnerGroup): string {
  const joint = ` ${t(group.match === 'all' ? 'rules.and' : 'rules.or')} `;
  return group.items
    .map((item) => ('items' in item ? `(${groupWords(t, item)})` : conditionWords(t, item)))
    .join(joint);
}

/** The first conditions and how many more, for a list. */
export function summaryOf(t: TFunction, group: RuleGroup): string {
  const shown = groupWords(t, { ...group, items: group.items.slice(0, shownConditions) });
  const left = group.items.length - shownConditions;
  return left > 0 ? t('rules.summaryMore', { text: shown, count: left }) : shown;
}

export const actionWords = (t: TFunction, action: RuleAction): string =>
  action.do === 'points' ? exactPoints(action.points) : t(`rules.does.${action.do}`);

/** The colour of what a rule does. */
export function actionClass(action: RuleAction): string {
  if (action.do === 'spam' || (action.do === 'points' && action.points > 0)) return 'text-bad';
  return action.do === 'hold' ? 'text-hold' : 'text-ok';
}

export const stateTone: Record<Rule['state'], Tone> = { draft: 'mute', shadow: 'hold', live: 'ok' };

export const percentOf = (share: number): string =>
  `${(Math.floor(share * 1000) / 10).toFixed(share === 1 ? 0 : 1)} %`;

/** 0.9 and less is a rule that hurts. */
export function precisionClass(precision: number | null): string {
  if (precision === null) return 'text-muted';
  if (precision < 0.7) return 'text-bad';
  return precision < 0.95 ? 'text-hold' : '';
}
