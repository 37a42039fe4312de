// A row as training sees it: truth, site, features and strengths.
import { describe, type Description, type Model } from '@trackwarden/scoring';
import type { Row } from '../row.js';

export type Example = Description & { isSpam: boolean; site: string };

/** Rows without an address never come as pings, and nearly all of them are ham: they are left out. */
export const examplesOf = (rows: readonly Row[], model: Model): Example[] =>
  rows.flatMap(({ isSpam, site, evidence }) =>
    isSpam === null || evidence.source === ''
      ? []
      : [{ isSpam, site, ...describe(evidence, model) }],
  );

/** A row's weight: of a site's n rows of one label each counts 1/√n, and both labels count the same. */
export function rowWeights(examples: readonly Example[]): number[] {
  const keyOf = ({ site, isSpam }: Example): string => `${site} ${String(isSpam)}`;
  const counts = new Map<string, number>();
  for (const example of examples) counts.set(keyOf(example), (counts.get(keyOf(example)) ?? 0) + 1);
  const raw = examples.map((example) => 1 / Math.sqrt(counts.get(keyOf(example)) ?? 1));
  const sums = { spam: 0, ham: 0 };
  examples.forEach(({ isSpam }, at) => (sums[isSpam ? 'spam' : 'ham'] += raw[at] ?? 0));
  return examples.map(
    ({ isSpam }, at) => ((raw[at] ?? 0) * examples.length) / 2 / sums[isSpam ? 'spam' : 'ham'],
  );
}
