// The report for people: cases by protocol, failures again with what was expected, sums.
import type { Protocol } from '@trackwarden/contracts';
import { LEVELS } from '../case.js';
import { paintOf } from './paint.js';
import type { CaseOutcome, CaseResult, ConformanceReport, Sums } from './report.js';

const MARKS: Record<CaseOutcome, string> = { passed: '✓', failed: '✗', skipped: '–' };
export const NAMES: Record<Protocol, string> = {
  trackback: 'TrackBack',
  pingback: 'Pingback',
  webmention: 'Webmention',
};

export function tableOf(report: ConformanceReport, isColoured: boolean): string {
  const paint = paintOf(isColoured);
  const { results, summary } = report;
  const width = Math.max(...results.map(({ id }) => id.length));

  const row = ({ id, outcome, level, title, clause, because }: CaseResult): string => {
    const mark = paint(outcome, MARKS[outcome]);
    const note = outcome === 'skipped' ? paint('skipped', ` (${because ?? ''})`) : '';
    const what = `${id.padEnd(width)}  ${title}`;
    return `  ${mark} ${level.padEnd(8)}  ${what}  ${paint('clause', `[${clause}]`)}${note}`;
  };
  const group = (protocol: Protocol): string[] => {
    const own = results.filter((result) => result.protocol === protocol);
    if (own.length === 0) return [];
    if (own.every(({ because }) => because === 'not offered'))
      return ['', `${NAMES[protocol]}: not offered (${own.length} cases)`];
    return ['', paint('heading', NAMES[protocol]), ...own.map(row)];
  };
  const failed = results.filter(({ outcome }) => outcome === 'failed');

  return [
    `Conformance of ${report.receiver}`,
    ...(Object.keys(NAMES) as Protocol[]).flatMap(group),
    ...(failed.length === 0 ? [] : ['', paint('heading', 'Failures')]),
    ...failed.flatMap((result) =>
      failureLines(result).map((line, at) => (at === 0 ? paint('failed', line) : line)),
    ),
    '',
    ...LEVELS.map((level) => `${level.padEnd(8)}  ${sumsLine(summary.levels[level])}`),
    `${'all'.padEnd(8)}  ${sumsLine(summary)} in ${(report.durationMs / 1_000).toFixed(1)} s`,
    '',
  ].join('\n');
}

function failureLines({ id, level, title, expected, actual, because }: CaseResult): string[] {
  const head = `  ✗ ${id} (${level}): ${title}`;
  if (expected === undefined || actual === undefined) return [head, `      ${because ?? ''}`];
  return [head, `      expected  ${expected}`, `      got       ${actual}`];
}

const sumsLine = ({ passed, failed, skipped }: Sums): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
