// The suite for those who run it in process.
export type { ConformanceCase, Level } from './case.js';
export { allCases } from './cases/all-cases.js';
export { CannotRun } from './failure.js';
export type { ConformanceOptions } from './options.js';
export { exitCodeOf } from './report/report.js';
export type { CaseOutcome, CaseResult, ConformanceReport, Sums } from './report/report.js';
export { runConformance } from './run-conformance.js';
