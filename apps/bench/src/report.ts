// The report: one table for people, one JSON file for machines.
import { writeFile } from 'node:fs/promises';
import { cpus, platform, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Goal, Row } from './comparison.js';

const FILE = fileURLToPath(new URL('../../../bench-report.json', import.meta.url));

/** What a reader must know to read the figures right. */
const NOTES = [
  'Ours and the limit ran in turn (A B A B) on this machine, on one PostgreSQL; figures are medians of the legs.',
  'Accepted: status 200 and <error>0</error>, after the commit. Every accepted ping was looked up in the database afterwards.',
  'The goal is held by the api process, because the bare route does nothing but intake either; the shape that also evaluates meanwhile shares its one thread with the worker and is shown without a goal.',
  'Load generator, PostgreSQL and the contender share the processors: ratios carry from machine to machine, rates do not.',
];

export async function writeReport(rows: Row[], startedAt: Date): Promise<string> {
  const report = {
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    machine: {
      node: process.version,
      system: `${platform()} ${release()}`,
      processors: cpus().length,
      processor: cpus()[0]?.model ?? 'unknown',
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    notes: NOTES,
    rows,
  };
  await writeFile(FILE, `${JSON.stringify(report, null, 2)}\n`);
  return FILE;
}

export function table(rows: Row[]): string {
  const head = ['work', 'shape', 'ours', 'limit', 'unit', 'ratio', 'goal', 'verdict'];
  const lines = rows.map((row) => [
    row.work,
    row.shape,
    figure(row.ours),
    figure(row.limit),
    row.unit,
    row.ratio === null ? '-' : row.ratio.toFixed(2),
    goalText(row.goal),
    row.verdict,
  ]);
  const widths = head.map((title, at) =>
    Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)),
  );
  const format = (line: string[]) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = format(widths.map((width) => '-'.repeat(width)));
  const notes = [
    ...rows.flatMap(({ note, shape }) => (note ? [`${shape}: ${note}`] : [])),
    ...NOTES,
  ];
  return [format(head), rule, ...lines.map(format), '', ...notes].join('\n');
}

function figure(value: number | null): string {
  if (value === null) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function goalText(goal: Goal | null): string {
  if (goal === null) return '-';
  return 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`;
}
