// One leg of a comparison: start, warm up, measure, count what the database holds, stop.
import type { Contender } from './contender.js';
import type { Load } from './load.js';
import { fullSpeed } from './load.js';
import { pingsFrom, type Ping } from './pings.js';
import { quantile } from './statistics.js';

/** Compiled code needs calls, not seconds: on a slow machine the warm-up takes longer. */
const WARM_UP = { pings: 5_000, seconds: 15 };
const MEASURED_SECONDS = 5;

export type Leg = {
  contender: string;
  /** Accepted pings a second. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Accepted, warm-up included. */
  accepted: number;
  /** Rows of the leg in the database, among them pings whose answer the end of the load cut off. */
  stored: number;
  /** Accepted, but not in the database. */
  lost: number;
  /** Requests without an answer, or with another than accepted. */
  failed: number;
  firstRefusal: string | null;
  /** The last line that the contender wrote: a warning or an error. */
  logged: string;
};

/** Sends pings for so many seconds. */
export type Drive = (to: string, next: () => Ping, seconds: number) => Promise<Load>;

export async function runLeg(contender: Contender, sources: string, drive: Drive): Promise<Leg> {
  const { pingUrl, countStored, stop, lastWords } = await contender.start(sources);
  const next = pingsFrom(sources);
  const warmUp = await fullSpeed(pingUrl, next, WARM_UP.seconds, WARM_UP.pings);
  const measured = await drive(pingUrl, next, MEASURED_SECONDS);
  const refused = [...warmUp.answered.refused, ...measured.answered.refused];
  const accepted = [...warmUp.answered.accepted, ...measured.answered.accepted];
  await stop();
  const { rows, lost } = await countStored(accepted);
  const { latenciesMs } = measured.answered;
  return {
    contender: contender.name,
    perSecond: measured.answered.accepted.length / measured.seconds,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    accepted: accepted.length,
    stored: rows,
    lost,
    failed: refused.length + warmUp.failedRequests + measured.failedRequests,
    firstRefusal: refused[0] ?? null,
    logged: lastWords().split('\n').at(-1)?.slice(0, 300) ?? '',
  };
}
