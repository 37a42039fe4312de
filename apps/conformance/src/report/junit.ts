// The report for build servers: JUnit XML, one test suite per protocol.
import type { Protocol } from '@trackwarden/contracts';
import type { CaseResult, ConformanceReport } from './report.js';
import { NAMES } from './table.js';

export function junitOf({
  receiver,
  startedAt,
  durationMs,
  summary,
  results,
}: ConformanceReport): string {
  const suites = (Object.keys(NAMES) as Protocol[]).flatMap((protocol) => {
    const own = results.filter((result) => result.protocol === protocol);
    return own.length === 0 ? [] : suite(NAMES[protocol], startedAt, own);
  });
  const sums = {
    tests: results.length,
    failures: summary.failed,
    errors: 0,
    skipped: summary.skipped,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `Conformance of ${receiver}`, ...sums, time: seconds(durationMs) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, timestamp: string, results: readonly CaseResult[]): string[] {
  const count = (outcome: string): number =>
    results.filter((result) => result.outcome === outcome).length;
  const durationMs = results.reduce((sum, result) => sum + result.durationMs, 0);
  const head = {
    name,
    tests: results.length,
    failures: count('failed'),
    errors: 0,
    skipped: count('skipped'),
    time: seconds(durationMs),
    timestamp: timestamp.replace(/\.\d+Z$/, ''),
  };
  return [`<testsuite${attributes(head)}>`, ...results.flatMap(testcase), '</testsuite>'];
}

function testcase(result: CaseResult): string[] {
  const { id, protocol, level, title, clause, outcome, because, durationMs } = result;
  const head = `<testcase${attributes({ classname: `${protocol}.${level}`, name: `${id}: ${title}`, time: seconds(durationMs) })}`;
  const message = because ?? '';
  if (outcome === 'passed') return [`${head}/>`];
  if (outcome === 'skipped')
    return [`${head}>`, `<skipped${attributes({ message })}/>`, '</testcase>'];
  const body = escapeXml([`${level}, ${clause}`, message].join('\n'));
  return [
    `${head}>`,
    `<failure${attributes({ message, type: level })}>${body}</failure>`,
    '</testcase>',
  ];
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

/** Fit for text and attributes; characters that XML forbids become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
