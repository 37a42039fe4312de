// Compares a model with the one in use on what people decided lately.
import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { ModelVersion } from '@trackwarden/contracts';
import {
  checkCanary,
  defaultPolicy,
  lossOf,
  score,
  type CanaryCase,
  type Model,
} from '@trackwarden/scoring';
import { lessonEvidence } from './lesson-evidence.js';

export type Comparison = {
  mayGoLive: boolean;
  because: string;
  logLoss: ModelVersion['logLoss'];
};

/** `isReplacement`: the candidate has learnt elsewhere, not more than the one in use. */
type Comparing = { decidedAnew?: readonly string[]; isReplacement?: boolean };

const MOST = 200;
const FEWEST = 20;
const AT_A_STRETCH = 10;

/** Without pings that are decided otherwise by now. What the candidate was just taught is not among them yet. */
const FIND = `
  SELECT ping_id AS "pingId", is_spam AS "isSpam" FROM lessons
  WHERE site_id = $1 AND unlearnt_in IS NULL AND NOT (ping_id = ANY($2))
  ORDER BY decided_at DESC, id DESC LIMIT $3`;

export async function compare(
  dataSource: DataSource,
  siteId: string,
  { inUse, candidate }: { inUse: Model; candidate: Model },
  { decidedAnew = [], isReplacement = false }: Comparing = {},
): Promise<Comparison> {
  const lessons = await dataSource.manager.query<{ pingId: string; isSpam: boolean }[]>(FIND, [
    siteId,
    decidedAnew,
    MOST,
  ]);
  const pings = await lessonEvidence(
    dataSource,
    lessons.map(({ pingId }) => pingId),
  );
  const cases: CanaryCase[] = [];
  for (const [at, { pingId, isSpam }] of lessons.entries()) {
    const evidence = pings.get(pingId)?.evidence;
    if (!evidence) continue;
    const judged = (model: Model): number => score(evidence, model, defaultPolicy).probability;
    cases.push({ isSpam, inUse: judged(inUse), candidate: judged(candidate) });
    if (at % AT_A_STRETCH === 0) await breathe();
  }
  return {
    ...checkCanary(cases, { isReplacement }),
    logLoss: cases.length < FEWEST ? null : lossesOf(cases),
  };
}

function lossesOf(cases: readonly CanaryCase[]): ModelVersion['logLoss'] {
  const mean = (of: 'inUse' | 'candidate'): number => {
    const sum = cases.reduce((total, one) => total + lossOf(one[of], one.isSpam), 0);
    return Math.round((sum / cases.length) * 1_000) / 1_000;
  };
  return { before: mean('inUse'), after: mean('candidate'), cases: cases.length };
}
