// Refuses conditions that cannot be tried or could never match, with the place and the reason.
import type { RuleCondition, RuleGroup, RuleInnerGroup } from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import { faultOfValue } from './condition-values.js';
import { ofWork, RULE_MS, type PatternBudget } from './pattern-budget.js';
import type { Outcome, Patterns } from './patterns.service.js';

type Fault = { pointer: string; message: string };
type Placed = { pointer: string; condition: RuleCondition };

/** A long list that is wrong altogether needs no thousand sentences. */
const MOST_FAULTS = 100;

export type Checking = {
  /** Whose turn it is in the thread: the id of the site. */
  who: string;
  /** Where the conditions stand in the body. */
  at?: string;
  /** For all regular expressions; a second unless given. */
  budget?: PatternBudget;
};

/** Throws `validation-failed`. */
export async function refuseWrongConditions(
  patterns: Patterns,
  conditions: RuleGroup,
  { who, at = '/conditions', budget = ofWork(RULE_MS) }: Checking,
): Promise<void> {
  const placed = placesOf(conditions, at);
  const errors = placed.flatMap(({ pointer, condition }) =>
    condition.value.flatMap((value, index) => {
      const fault = faultOfValue(condition, value);
      if (fault === null) return [];
      // in a form all values of a condition stand in one field
      const message = condition.value.length === 1 ? fault : `“${value.slice(0, 60)}” ${fault}`;
      return [{ pointer: placeOfValue(pointer, condition, index), message }];
    }),
  );
  errors.push(...(await faultsOfPatterns(patterns, placed, who, budget)));
  if (errors.length > 0)
    throw new DomainError('validation-failed', { errors: errors.slice(0, MOST_FAULTS) });
}

function placesOf(group: RuleGroup | RuleInnerGroup, at: string): Placed[] {
  return group.items.flatMap((item, index) => {
    const pointer = `${at}/items/${index}`;
    return 'items' in item ? placesOf(item, pointer) : [{ pointer, condition: item }];
  });
}

/** A single value may have been given without a list around it. */
const placeOfValue = (pointer: string, { value }: RuleCondition, index: number): string =>
  value.length === 1 ? `${pointer}/value` : `${pointer}/value/${index}`;

async function faultsOfPatterns(
  patterns: Patterns,
  placed: readonly Placed[],
  who: string,
  budget: PatternBudget,
): Promise<Fault[]> {
  const all = placed
    .filter(({ condition }) => condition.operator === 'matches')
    .flatMap(({ pointer, condition }) =>
      condition.value.map((pattern, index) => ({
        ...{ pattern, text: '' },
        pointer: placeOfValue(pointer, condition, index),
      })),
    );
  const [first] = all;
  if (!first) return [];
  const trials = all.map(({ pattern, text }) => ({ pattern, text }));
  const [outcome = 'unreached'] = await patterns.try([{ rule: null, trials }], {
    ...{ lane: 'trial', who, budget },
  });
  return faultsIn(outcome, all, first.pointer);
}

function faultsIn(
  outcome: Outcome,
  all: readonly { pointer: string }[],
  firstPointer: string,
): Fault[] {
  if (outcome === 'late')
    return [
      {
        pointer: firstPointer,
        message: `its regular expressions together take longer than ${RULE_MS} ms to read: fewer or smaller ones`,
      },
    ];
  if (outcome === 'unreached')
    return [{ pointer: firstPointer, message: 'there was no time left to read the expressions' }];
  return outcome.flatMap((tried, index) =>
    'fault' in tried
      ? [
          {
            pointer: all[index]?.pointer ?? firstPointer,
            message: `is no regular expression that RE2 knows: ${tried.fault.split('\n')[0]?.slice(0, 200) ?? ''}`,
          },
        ]
      : [],
  );
}
