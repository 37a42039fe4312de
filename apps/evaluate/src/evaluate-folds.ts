// `npm run evaluate:folds`: the tables of docs/scoring.md, from sites left out in turn.
import { join, resolve } from 'node:path';
import { bandsOf, transfersOf } from './folds/bands.js';
import { measureFolds, settings } from './folds/measure.js';
import { areaUnderCurve, calibrationError, recallAt, reliability } from './metrics.js';
import { shown } from './report.js';
import { readRows } from './rows.js';

const root = resolve(import.meta.dirname, '../../..');
const path = resolve(process.argv[2] ?? join(root, '../shared/data/linkbacks/dev.jsonl'));
const seed = 20_261_125;
const otherDeals = [1, 2, 3];
const rows = readRows(path, true);
const { results } = measureFolds(rows, seed);
const print = (...cells: readonly string[]): void =>
  void process.stdout.write(`| ${cells.join(' | ')} |\n`);

print('setting', 'fold', 'spams', 'hams', 'AUC', 'at 0.1 %', 'at 1 %', 'at 5 %', 'ECE');
print(...Array.from({ length: 9 }, () => '---'));
for (const { name } of settings) {
  const folds = results.filter(({ setting }) => setting.name === name);
  for (const [label, scored] of [
    ['all', folds.flatMap((fold) => fold.scored)] as const,
    ...folds.map((fold) => [String(fold.fold + 1), fold.scored] as const),
  ]) {
    print(
      name,
      label,
      String(scored.filter(({ isSpam }) => isSpam).length),
      String(scored.filter(({ isSpam }) => !isSpam).length),
      shown(areaUnderCurve(scored)),
      shown(recallAt(scored, 0.001), 3),
      shown(recallAt(scored, 0.01), 3),
      shown(recallAt(scored, 0.05), 3),
      shown(calibrationError(scored), 3),
    );
  }
}

for (const { name } of settings) {
  const all = results
    .filter(({ setting }) => setting.name === name)
    .flatMap(({ scored }) => scored);
  process.stdout.write(`\n${name}\n\n`);
  print('probability from', 'rows', 'mean', 'spam');
  print('---', '---', '---', '---');
  for (const { from, count, mean, share } of reliability(all)) {
    print(shown(from, 1), String(count), shown(mean, 3), shown(share, 3));
  }
}

process.stdout.write('\n');
print('setting', 'in the spam band', 'honest among them', 'at or below 5', 'spam among them');
print('---', '---', '---', '---', '---');
for (const { name } of settings) {
  const all = results
    .filter(({ setting }) => setting.name === name)
    .flatMap(({ scored }) => scored);
  const { spam, low } = bandsOf(all);
  print(name, String(spam.rows), String(spam.hams), String(low.rows), String(low.spams));
}

process.stdout.write('\n');
print('setting', 'fold', 'threshold from the others', 'false positives', 'recall');
print('---', '---', '---', '---', '---');
for (const { name } of settings) {
  for (const transfer of transfersOf(results.filter(({ setting }) => setting.name === name))) {
    const { fold, threshold, falsePositives, recall } = transfer;
    print(name, String(fold + 1), shown(threshold, 3), shown(falsePositives, 3), shown(recall, 3));
  }
}

// One deal of twenty sites is luck; what a change is worth shows in the mean of several.
process.stdout.write(`\nmean of ${String(otherDeals.length)} other deals\n\n`);
print('setting', 'AUC', 'at 0.1 %', 'at 1 %', 'at 5 %', 'ECE');
print(...Array.from({ length: 6 }, () => '---'));
const summaries = otherDeals.map((deal) => measureFolds(rows, seed, deal).summary);
for (const { name } of settings) {
  const mean = (
    of: 'auc' | 'recallAt01' | 'recallAt1' | 'recallAt5' | 'calibrationError',
  ): number =>
    summaries.reduce((sum, summary) => sum + (summary[name]?.[of] ?? 0), 0) / summaries.length;
  print(
    name,
    shown(mean('auc')),
    shown(mean('recallAt01'), 3),
    shown(mean('recallAt1'), 3),
    shown(mean('recallAt5'), 3),
    shown(mean('calibrationError'), 3),
  );
}
