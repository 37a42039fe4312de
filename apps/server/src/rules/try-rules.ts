// Tries rules on a ping: regular expressions first, in their thread, then everything else.
import type { RuleField, RuleGroup } from '@trackwarden/contracts';
import { asked, conditionsOf, matches, type Match, type RuleFacts } from './matcher.js';
import type { Patterns, Trial, Tried } from './patterns.service.js';

export type Attempt = { match: Match; fault: string | null };

/** One answer per group of conditions, in order. */
export async function tryRules(
  groups: readonly RuleGroup[],
  facts: RuleFacts,
  patterns: Patterns,
): Promise<Attempt[]> {
  const answers = await patternAnswers(groups, facts, patterns);
  const answerOf = (field: RuleField, pattern: string): Match => {
    const tried = answers.get(keyOf(field, pattern));
    if (!tried || 'fault' in tried) return 'fault';
    return tried.found ? 'yes' : 'no';
  };
  const ask = asked(facts, answerOf);
  return groups.map((group) => {
    const match = matches(group, ask);
    return { match, fault: match === 'fault' ? faultOf(group, answers) : null };
  });
}

const keyOf = (field: RuleField, pattern: string): string => `${field} ${pattern}`;

async function patternAnswers(
  groups: readonly RuleGroup[],
  facts: RuleFacts,
  patterns: Patterns,
): Promise<Map<string, Tried>> {
  const trials = new Map<string, Trial>();
  for (const { field, operator, value } of groups.flatMap(conditionsOf)) {
    if (operator !== 'matches') continue;
    for (const pattern of value)
      trials.set(keyOf(field, pattern), { pattern, text: String(facts[field] ?? '') });
  }
  const tried = await patterns.try([...trials.values()]);
  return new Map(
    [...trials.keys()].map((key, at) => [key, tried[at] ?? { fault: 'no answer' }] as const),
  );
}

function faultOf(group: RuleGroup, answers: ReadonlyMap<string, Tried>): string {
  for (const { field, operator, value } of conditionsOf(group)) {
    if (operator !== 'matches') continue;
    for (const pattern of value) {
      const tried = answers.get(keyOf(field, pattern));
      if (tried && 'fault' in tried)
        return `The regular expression ${pattern.slice(0, 60)} ${sayingOf(tried.fault)}`;
    }
  }
  return 'A condition could not be tried';
}

const sayingOf = (fault: string): string =>
  fault.startsWith('took') ? fault : `is not valid: ${fault.split('\n')[0]?.slice(0, 200) ?? ''}`;
