// `npm run evaluate:youtube`: the TubeSpam protocol on a folder of the collection's five CSV files.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCsv } from './csv.js';
import { parseRow, type Row } from './row.js';
import { openSite } from './site.js';

const root = resolve(import.meta.dirname, '../../..');
const folder = resolve(process.argv[2] ?? join(root, '../shared/data/youtube'));
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.csv'))
  .sort();

/** A comment has an author and a text, and no address; the dates are no part of the judgement. */
function rowsOf(file: string): Row[] {
  const [header = [], ...lines] = parseCsv(readFileSync(join(folder, file), 'utf8'));
  const column = (name: string): number => header.indexOf(name);
  return lines.map((cells, at) => {
    const row = {
      id: `${file} ${String(at)}`,
      label: cells[column('CLASS')] === '1' ? 'spam' : 'ham',
      blogName: cells[column('AUTHOR')],
      excerpt: cells[column('CONTENT')],
    };
    return parseRow(JSON.stringify(row), `${file} row ${String(at + 1)}`);
  });
}

/** The first 70 % of a video's comments train, the rest is judged; each is right above or below one half. */
function measure(file: string): { right: number; count: number; correlation: number } {
  const rows = rowsOf(file);
  const cut = Math.floor(rows.length * 0.7);
  // comments below videos are another world than pings: the prior stays out
  const site = openSite(null);
  site.importHistory(rows.slice(0, cut));
  const table = { spamSpam: 0, spamHam: 0, hamSpam: 0, hamHam: 0 };
  for (const row of rows.slice(cut)) {
    const called = site.judge(row).probability >= 0.5 ? 'Spam' : 'Ham';
    table[`${row.isSpam === true ? 'spam' : 'ham'}${called}`] += 1;
  }
  const { spamSpam: tp, spamHam: fn, hamSpam: fp, hamHam: tn } = table;
  const spread = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  return {
    right: tp + tn,
    count: rows.length - cut,
    correlation: spread === 0 ? 0 : (tp * tn - fp * fn) / spread,
  };
}

const results = files.map((file) => ({ file, ...measure(file) }));
process.stdout.write('| video | judged | accuracy | MCC |\n| --- | --- | --- | --- |\n');
for (const { file, right, count, correlation } of results) {
  process.stdout.write(
    `| ${file} | ${count} | ${(right / count).toFixed(4)} | ${correlation.toFixed(3)} |\n`,
  );
}
const mean = (of: (result: (typeof results)[number]) => number): number =>
  results.reduce((sum, result) => sum + of(result), 0) / results.length;
process.stdout.write(
  `| mean | | ${mean(({ right, count }) => right / count).toFixed(4)} | ${mean(({ correlation }) => correlation).toFixed(3)} |\n`,
);
