// `npm run train-prior`: makes the shipped prior and its manifest from a file of rows.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultModel, type EncodedPrior } from '@trackwarden/scoring';
import { measureFolds } from './folds/measure.js';
import { examplesOf } from './prior/example.js';
import { trainPrior } from './prior/train.js';
import { readRows } from './rows.js';

const root = resolve(import.meta.dirname, '../../..');
const seed = 20_261_125;
const version = 'prior-2';

const path = resolve(process.argv[2] ?? join(root, '../shared/data/linkbacks/dev.jsonl'));
const rows = readRows(path, true);
const examples = examplesOf(rows, { ...defaultModel, prior: null });
const prior = trainPrior(examples, { ...defaultModel, prior: null }, version, seed);

writeFileSync(join(root, 'libs/scoring/src/prior.generated.ts'), source(prior));
const manifest = {
  version,
  seed,
  rows: rows.length,
  rowsLearnt: examples.length,
  sites: new Set(rows.map(({ site }) => site)).size,
  dataSha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
  weightsSha256: createHash('sha256').update(prior.slots).digest('hex'),
  leftOutSites: measureFolds(rows, seed).summary,
};
writeFileSync(
  join(root, 'libs/scoring/prior-manifest.json'),
  `${JSON.stringify(manifest, null, 2)}\n`,
);
process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);

function source({ version, intercept, weights, step, slots }: EncodedPrior): string {
  const entries = Object.entries(weights).map(([id, weight]) => `    '${id}': ${String(weight)},`);
  return [
    '// Made by `npm run train-prior`; do not edit. Hashed weights only, no word of the data.',
    "import type { EncodedPrior } from './learnt/prior.js';",
    '',
    '/** The shipped prior. */',
    'export const encodedPrior: EncodedPrior = {',
    `  version: '${version}',`,
    `  intercept: ${String(intercept)},`,
    '  weights: {',
    ...entries,
    '  },',
    `  step: ${String(step)},`,
    '  slots:',
    `    '${slots}',`,
    '};',
    '',
  ].join('\n');
}
