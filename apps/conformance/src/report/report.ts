// The result of a run as data: what JSON holds, and what the table and JUnit are written from.
import type { Protocol } from '@trackwarden/contracts';
import { LEVELS, type Level } from '../case.js';
import type { Exchange } from '../context.js';

export type CaseOutcome = 'passed' | 'failed' | 'skipped';

export interface CaseResult {
  readonly id: string;
  readonly protocol: Protocol;
  readonly level: Level;
  readonly clause: string;
  readonly title: string;
  readonly outcome: CaseOutcome;
  /** Why it failed or was skipped; null when it passed. */
  readonly because: string | null;
  readonly durationMs: number;
  /** Only of failed cases. */
  readonly expected?: string;
  readonly actual?: string;
  readonly exchanges?: readonly Exchange[];
}

export type Sums = Record<CaseOutcome, number>;

export interface ConformanceReport {
  readonly receiver: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly summary: Sums & { readonly levels: Record<Level, Sums> };
  readonly results: readonly CaseResult[];
}

export function summaryOf(results: readonly CaseResult[]): ConformanceReport['summary'] {
  const sums = (of: readonly CaseResult[]): Sums => ({
    passed: of.filter(({ outcome }) => outcome === 'passed').length,
    failed: of.filter(({ outcome }) => outcome === 'failed').length,
    skipped: of.filter(({ outcome }) => outcome === 'skipped').length,
  });
  const [must, should, practice] = LEVELS.map((level) =>
    sums(results.filter((result) => result.level === level)),
  );
  const none = sums([]);
  return {
    ...sums(results),
    levels: { MUST: must ?? none, SHOULD: should ?? none, practice: practice ?? none },
  };
}

/** 0: every MUST that could be tried passed. 1: one failed. 2: nothing could be tried. */
export function exitCodeOf({ summary }: ConformanceReport): 0 | 1 | 2 {
  if (summary.levels.MUST.failed > 0) return 1;
  return summary.passed + summary.failed === 0 ? 2 : 0;
}
