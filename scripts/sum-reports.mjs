// Sums the JSON reports of all test runs into the one line that CI reads.
import { existsSync, readFileSync } from 'node:fs';

/** A run that left no report has failed as a whole. */
const nothing = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numRuntimeErrorTestSuites: 1,
};

const reports = process.argv
  .slice(2)
  .map((file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing));
const sum = (field) => reports.reduce((total, report) => total + report[field], 0);
const broken = sum('numRuntimeErrorTestSuites');
const failed = sum('numFailedTests') + broken;
const skipped = sum('numPendingTests');
process.stdout.write(
  `${sum('numPassedTests')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
);
if (failed > 0) process.exit(1);
