// Whether a rule's conditions hold for a ping: three answers, since a pattern may fail. Pure.
import type { RuleCondition, RuleField, RuleGroup, RuleInnerGroup } from '@trackwarden/contracts';
import { normaliseText } from '@trackwarden/scoring';
import { hostName, isBelowDomain, isBelowPlace, isInNetwork, placeOf } from './addresses.js';
import { countOf, hasAny, likeness, prepare, type Words } from './words.js';

/** What is known of a ping, field by field; a field that is missing is not known yet. */
export type RuleFacts = Partial<Record<RuleField, string | number | null>>;

/** `fault`: a condition that decides could not be tried. */
export type Match = 'yes' | 'no' | 'fault';

/** The answer of a regular expression on a field, tried beforehand. */
export type PatternAnswer = (field: RuleField, pattern: string) => Match;

export type Asked = { facts: RuleFacts; patterns: PatternAnswer; words: Map<RuleField, Words> };

const LIKE_FROM = 0.8;

export const asked = (facts: RuleFacts, patterns: PatternAnswer): Asked => ({
  facts,
  patterns,
  words: new Map(),
});

export function matches(group: RuleGroup | RuleInnerGroup, ask: Asked): Match {
  const isAll = group.match === 'all';
  let result: Match = isAll ? 'yes' : 'no';
  for (const item of group.items) {
    const answer = 'items' in item ? matches(item, ask) : holds(item, ask);
    // what one condition settles needs no other, whatever failed
    if (answer === (isAll ? 'no' : 'yes')) return answer;
    if (answer === 'fault') result = 'fault';
  }
  return result;
}

/** Every condition of a group, inner groups included. */
export function conditionsOf(group: RuleGroup | RuleInnerGroup): RuleCondition[] {
  return group.items.flatMap((item) => ('items' in item ? conditionsOf(item) : [item]));
}

const yes = (is: boolean): Match => (is ? 'yes' : 'no');

function holds(condition: RuleCondition, ask: Asked): Match {
  const { field, operator, value } = condition;
  const fact = ask.facts[field];
  const text = fact === null || fact === undefined ? '' : String(fact);
  switch (operator) {
    case 'word':
    case 'phrase':
      return yes(hasAny(wordsIn(field, text, ask), value));
    case 'contains-none':
      return yes(!hasAny(wordsIn(field, text, ask), value));
    case 'count-at-least':
      return yes(countOf(wordsIn(field, text, ask), value) >= (condition.count ?? 1));
    case 'matches':
      return anyOf(value.map((pattern) => ask.patterns(field, pattern)));
    case 'equals':
      return yes(text !== '' && value.some((one) => isSame(field, text, one)));
    case 'same-as':
      return yes(value.some((other) => isSameText(text, ask.facts[other as RuleField])));
    case 'similar':
      return yes(value.some((one) => likeness(text, one) >= LIKE_FROM));
    case 'below-domain':
      return yes(value.some((domain) => isBelow(text, domain)));
    case 'path-prefix':
      return yes(value.some((prefix) => isBelowPath(text, prefix)));
    case 'cidr':
      return yes(value.some((network) => isInNetwork(text, network)));
    case 'at-least':
      return yes(typeof fact === 'number' && value.some((least) => fact >= Number(least)));
    case 'below':
      return yes(typeof fact === 'number' && value.some((most) => fact < Number(most)));
  }
}

function anyOf(answers: Match[]): Match {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('fault') ? 'fault' : 'no';
}

function wordsIn(field: RuleField, text: string, { words }: Asked): Words {
  let prepared = words.get(field);
  if (!prepared) {
    prepared = prepare(text);
    words.set(field, prepared);
  }
  return prepared;
}

/** As a person reads it; an ellipsis at the end of a cropped text does not matter. */
const readable = (text: string): string =>
  normaliseText(text)
    .replace(/(?:\.{3}|…)$/u, '')
    .trim();

function isSameText(text: string, other: string | number | null | undefined): boolean {
  const plain = readable(text);
  return plain !== '' && plain === readable(String(other ?? ''));
}

function isSame(field: RuleField, text: string, value: string): boolean {
  if (field === 'language') {
    // "en" stands for "en-GB" as well
    const [known, asked] = [text.toLowerCase(), value.toLowerCase()];
    return known === asked || known.startsWith(`${asked}-`);
  }
  if (field === 'source-host' || field === 'source-domain') return text === hostName(value);
  if (field === 'sender-address') return isInNetwork(text, value);
  return isSameText(text, value);
}

function isBelow(text: string, domain: string): boolean {
  const [host, name] = [
    text.includes('/') ? (placeOf(text)?.host ?? null) : text,
    hostName(domain),
  ];
  return host !== null && host !== '' && name !== null && isBelowDomain(host, name);
}

function isBelowPath(text: string, prefix: string): boolean {
  const [place, beginning] = [placeOf(text), placeOf(prefix)];
  return place !== null && beginning !== null && isBelowPlace(place, beginning);
}
