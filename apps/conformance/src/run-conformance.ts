// A run: finds or makes the receiver, tries one case after the other, and cleans up.
import { randomBytes } from 'node:crypto';
import { allCases } from './cases/all-cases.js';
import type { ConformanceCase } from './case.js';
import { CaseContext, type Receiver } from './context.js';
import { CannotRun, Failure, messageOf, Skipped } from './failure.js';
import { DEFAULT_TIMEOUT_MS, type ConformanceOptions } from './options.js';
import { foundReceiver } from './receiver/found-receiver.js';
import { trackwardenReceiver } from './receiver/trackwarden-receiver.js';
import { summaryOf, type CaseResult, type ConformanceReport } from './report/report.js';
import { SourceSite } from './source/source-site.js';

const SHOWN_EXCHANGES = 6;

/**
 * Tries a receiver on all cases, or on those that are chosen, one after the other. A failing receiver
 * is a result, not an error.
 *
 * @throws CannotRun when the receiver cannot be reached or nothing is known to run.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const chosen = chosenCases(options);
  const started = new Date();
  const sources = await SourceSite.start({
    host: options.sourceHost ?? '127.0.0.1',
    port: options.sourcePort ?? 0,
  });
  try {
    const { receiver, remove } = await receiverOf(options);
    try {
      const results = await tryAll(chosen, receiver, sources, options);
      const durationMs = Date.now() - started.getTime();
      const head = { receiver: receiver.page, startedAt: started.toISOString(), durationMs };
      return { ...head, summary: summaryOf(results), results };
    } finally {
      await remove();
    }
  } finally {
    await sources.stop();
  }
}

/** The cases that a run would try, in their order. */
export function chosenCases({ only, cases }: ConformanceOptions): readonly ConformanceCase[] {
  const unknown = cases?.find((id) => !allCases.some((each) => each.id === id));
  if (unknown !== undefined)
    throw new CannotRun(`There is no case "${unknown}"; --list shows them all.`);
  const chosen = allCases.filter(
    ({ id, protocol }) => (only?.includes(protocol) ?? true) && (cases?.includes(id) ?? true),
  );
  if (chosen.length === 0) throw new CannotRun('No case is left to run.');
  return chosen;
}

async function receiverOf(
  options: ConformanceOptions,
): Promise<{ receiver: Receiver; remove: () => Promise<void> }> {
  if (options.token !== undefined) return trackwardenReceiver(options, options.token);
  return { receiver: await foundReceiver(options), remove: () => Promise.resolve() };
}

async function tryAll(
  cases: readonly ConformanceCase[],
  receiver: Receiver,
  sources: SourceSite,
  options: ConformanceOptions,
): Promise<CaseResult[]> {
  // a receiver remembers: pages of one run must be unlike those of the run before
  const run = randomBytes(4).toString('hex');
  const results: CaseResult[] = [];
  for (const each of cases) {
    const endpoint = receiver.endpoints[each.protocol];
    const folder = `${run}/${each.id}`;
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const result =
      endpoint === null
        ? resultOf(each, 'skipped', 'not offered', 0)
        : await tryOne(
            each,
            new CaseContext(each.protocol, receiver, endpoint, sources, timeoutMs, folder),
          );
    results.push(result);
    options.onResult?.(result);
  }
  return results;
}

async function tryOne(each: ConformanceCase, context: CaseContext): Promise<CaseResult> {
  const started = Date.now();
  const took = (): number => Date.now() - started;
  try {
    await each.run(context);
    return resultOf(each, 'passed', null, took());
  } catch (error) {
    if (error instanceof Skipped) return resultOf(each, 'skipped', error.message, took());
    const exchanges = context.exchanges.slice(-SHOWN_EXCHANGES);
    if (!(error instanceof Failure)) {
      const because = `the case itself broke: ${messageOf(error)}`;
      return { ...resultOf(each, 'failed', because, took()), exchanges };
    }
    const { message, expected, actual } = error;
    return { ...resultOf(each, 'failed', message, took()), expected, actual, exchanges };
  }
}

function resultOf(
  { id, protocol, level, clause, title }: ConformanceCase,
  outcome: CaseResult['outcome'],
  because: string | null,
  durationMs: number,
): CaseResult {
  return { id, protocol, level, clause, title, outcome, because, durationMs };
}
