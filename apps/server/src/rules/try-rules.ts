// Tries rules on a ping: regular expressions that decide in their thread, then everything else.
import type { RuleGroup } from '@trackwarden/contracts';
import { asked, conditionsOf, matches, type Match, type RuleFacts } from './matcher.js';
import { RULE_MS } from './pattern-budget.js';
import type { Trial, Tried } from './pattern-thread.js';
import type { Outcome, PatternSet } from './patterns.service.js';

/** `isOwn`: the fault is the rule's own; otherwise others had used up the time for the ping. */
export type Attempt = { match: Match; fault: string | null; isOwn: boolean };

/** Conditions, with the name of the rule and its version where it has one. */
export type Trying = { rule: string | null; conditions: RuleGroup };

type Pattern = { key: string; trial: Trial };
type Open = Trying & { patterns: Pattern[] };

/** One answer per rule, in order. */
export async function tryRules(
  rules: readonly Trying[],
  facts: RuleFacts,
  tryPatterns: (sets: PatternSet[]) => Promise<Outcome[]>,
): Promise<Attempt[]> {
  const first = asked(facts, () => 'fault');
  const settled = rules.map(({ conditions }) => matches(conditions, first));
  // what other conditions settle needs no regular expression
  const open = rules.flatMap((rule, at) =>
    settled[at] === 'fault' ? [{ at, ...rule, patterns: patternsOf(rule.conditions, facts) }] : [],
  );
  const outcomes = await tryPatterns(
    open.map(({ rule, patterns }) => ({ rule, trials: patterns.map(({ trial }) => trial) })),
  );
  const attempts = new Map(
    open.map((rule, index) => [
      rule.at,
      attemptOf(rule, outcomes[index] ?? 'unreached', { ...first }),
    ]),
  );
  return settled.map((match, at) => attempts.get(at) ?? { match, fault: null, isOwn: true });
}

function attemptOf(
  { conditions, patterns }: Open,
  outcome: Outcome,
  ask: ReturnType<typeof asked>,
): Attempt {
  if (outcome === 'unreached') return { match: 'fault', fault: UNREACHED, isOwn: false };
  if (outcome === 'late') return { match: 'fault', fault: lateness(patterns), isOwn: true };
  const answers = new Map(
    patterns.map(({ key }, at) => [key, outcome[at] ?? { fault: 'no answer' }] as const),
  );
  const match = matches(conditions, {
    ...ask,
    patterns: (field, pattern) => matchOf(answers.get(keyOf(field, pattern))),
  });
  return { match, fault: match === 'fault' ? faultOf(patterns, answers) : null, isOwn: true };
}

const keyOf = (field: string, pattern: string): string => `${field} ${pattern}`;

function matchOf(tried: Tried | undefined): Match {
  if (!tried || 'fault' in tried) return 'fault';
  return tried.found ? 'yes' : 'no';
}

function patternsOf(conditions: RuleGroup, facts: RuleFacts): Pattern[] {
  const patterns = new Map<string, Trial>();
  for (const { field, operator, value } of conditionsOf(conditions)) {
    if (operator !== 'matches') continue;
    for (const pattern of value)
      patterns.set(keyOf(field, pattern), { pattern, text: String(facts[field] ?? '') });
  }
  return [...patterns].map(([key, trial]) => ({ key, trial }));
}

const UNREACHED = 'The rules before it used up the time that a ping has';

/** Rules that rest are known by these words; see `resting.ts`. */
const lateness = ([only, ...others]: Pattern[]): string =>
  only && others.length === 0
    ? `The regular expression ${only.trial.pattern.slice(0, 60)} took longer than ${RULE_MS} ms`
    : `Its regular expressions together took longer than ${RULE_MS} ms`;

function faultOf(patterns: readonly Pattern[], answers: ReadonlyMap<string, Tried>): string {
  for (const { key, trial } of patterns) {
    const tried = answers.get(key);
    if (tried && 'fault' in tried)
      return `The regular expression ${trial.pattern.slice(0, 60)} is not valid: ${tried.fault.split('\n')[0]?.slice(0, 200) ?? ''}`;
  }
  return 'A condition could not be tried';
}
