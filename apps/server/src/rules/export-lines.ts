// Block lists as plain text, one entry a line, for other software. Pure.
import type { RulesFile } from '@trackwarden/contracts';
import { conditionsOf } from './matcher.js';

/** Blocked domains and hosts. */
export const domainLines = ({ lists }: RulesFile): string =>
  textOf(
    lists
      .filter(({ list, scope }) => list === 'block' && (scope === 'domain' || scope === 'host'))
      .map(({ value }) => value),
  );

/** What WordPress takes as disallowed keys: blocked sources, and the words of rules against spam. */
export function disallowedKeyLines(file: RulesFile): string {
  const sources = file.lists.filter(({ list }) => list === 'block').map(({ value }) => value);
  const words = file.rules
    .filter(({ action }) => action.do === 'spam' || (action.do === 'points' && action.points > 0))
    .flatMap(({ conditions }) => conditionsOf(conditions))
    .filter(({ operator }) => operator === 'word' || operator === 'phrase')
    .flatMap(({ value }) => value);
  return textOf([...sources, ...words]);
}

const textOf = (lines: string[]): string => [...new Set(lines)].map((line) => `${line}\n`).join('');
