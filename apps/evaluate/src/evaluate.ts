// `npm run --silent evaluate`: learns one file as a moderator's decisions, scores another.
import { writeFileSync } from 'node:fs';
import { defaultModel } from '@trackwarden/scoring';
import { parseArguments, usage } from './arguments.js';
import { figures } from './report.js';
import { RowError, type Row } from './row.js';
import { readRows } from './rows.js';
import { openSite } from './site.js';

function main(args: string[]): void {
  const asked = parseArguments(args);
  if (asked === null) {
    process.stdout.write(usage);
    return;
  }
  const { train, test, out, isOnline, hasPrior, wantsReport } = asked;
  const lessons = readRows(train, true);
  const rows = readRows(test);
  const site = openSite(hasPrior && !areComments(lessons) ? defaultModel.prior : null);
  site.importHistory(lessons);

  const scoring = stopwatch();
  scoring.start();
  const scored = rows.map((row) => {
    const { probability } = site.judge(row);
    if (isOnline) {
      scoring.stop();
      site.decide(row);
      scoring.start();
    }
    return { id: row.id, isSpam: row.isSpam, probability };
  });
  scoring.stop();
  const lines = scored.map(
    ({ id, probability }) => `${JSON.stringify({ id, score: probability * 100 })}\n`,
  );
  writeFileSync(out, lines.join(''));
  if (wantsReport) print(scored, scoring.spent());
}

/** The prior was made of pings: a history in which nothing has an address is of another world, and does without it. */
const areComments = (history: readonly Row[]): boolean =>
  history.length > 0 && history.every(({ evidence }) => evidence.source === '');

/** By the clock and by the CPU, all threads of the process together; learning between two rows is left out. */
function stopwatch() {
  let [wallMs, cpuMs] = [0, 0];
  let [wall, cpu] = [performance.now(), process.cpuUsage()];
  return {
    start: (): void => {
      [wall, cpu] = [performance.now(), process.cpuUsage()];
    },
    stop: (): void => {
      const { user, system } = process.cpuUsage(cpu);
      wallMs += performance.now() - wall;
      cpuMs += (user + system) / 1_000;
    },
    spent: () => ({ wallMs, cpuMs }),
  };
}

function print(
  scored: readonly { isSpam: boolean | null; probability: number }[],
  { wallMs, cpuMs }: { wallMs: number; cpuMs: number },
): void {
  const judged = scored.flatMap(({ isSpam, probability }) =>
    isSpam === null ? [] : [{ isSpam, probability }],
  );
  const each = (ms: number): string =>
    scored.length === 0 ? 'n/a' : ((scored.length * 1_000) / ms).toFixed(0);
  const speeds = [
    { name: 'rows per second', value: each(wallMs) },
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
