// `npm run --silent evaluate`: learns one file as a moderator's decisions, scores another.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultModel } from '@trackwarden/scoring';
import { figures } from './report.js';
import { RowError } from './row.js';
import { readRows } from './rows.js';
import { openSite } from './site.js';

const usage =
  'npm run --silent evaluate -- --train train.jsonl --test test.jsonl --out scores.jsonl [--online] [--no-prior] [--report]';

const options = {
  train: { type: 'string' },
  test: { type: 'string' },
  out: { type: 'string' },
  online: { type: 'boolean' },
  'no-prior': { type: 'boolean' },
  report: { type: 'boolean' },
} as const;

function main(args: string[]): void {
  const { values } = parseArgs({ args, options });
  const { train, test, out } = values;
  if (train === undefined || test === undefined || out === undefined) {
    throw new RowError(`--train, --test and --out are needed\n${usage}`);
  }
  const site = openSite(values['no-prior'] === true ? null : defaultModel.prior);
  const lessons = readRows(train, true);
  const rows = readRows(test);
  site.importHistory(lessons);

  let [scoringMs, cpuMs] = [0, 0];
  const scored = rows.map((row) => {
    const [before, cpuBefore] = [performance.now(), process.cpuUsage()];
    const { probability } = site.judge(row);
    const { user, system } = process.cpuUsage(cpuBefore);
    scoringMs += performance.now() - before;
    cpuMs += (user + system) / 1_000;
    if (values.online === true) site.decide(row);
    return { id: row.id, isSpam: row.isSpam, probability };
  });
  const lines = scored.map(
    ({ id, probability }) => `${JSON.stringify({ id, score: probability * 100 })}\n`,
  );
  writeFileSync(out, lines.join(''));
  if (values.report === true) print(scored, scoringMs, cpuMs);
}

function print(
  scored: readonly { isSpam: boolean | null; probability: number }[],
  scoringMs: number,
  cpuMs: number,
): void {
  const judged = scored.flatMap(({ isSpam, probability }) =>
    isSpam === null ? [] : [{ isSpam, probability }],
  );
  const each = (ms: number): string =>
    scored.length === 0 ? 'n/a' : ((scored.length * 1_000) / ms).toFixed(0);
  const speeds = [
    { name: 'rows per second', value: each(scoringMs) },
    { name: 'rows per second of CPU', value: each(cpuMs) },
  ];
  for (const { name, value } of [...figures(judged), ...speeds]) {
    process.stdout.write(`${name.padEnd(32)} ${value}\n`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof RowError ? 2 : 1;
}
