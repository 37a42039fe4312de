// Fits a site's calibration on decisions that were each judged before they were learnt.
import type { DataSource } from 'typeorm';
import {
  fitLine,
  fitSteps,
  type CalibrationPoint,
  type Line,
  type Protocol,
} from '@trackwarden/scoring';
import type { SiteModelEntity } from '../database/entities/learning.entity.js';
import type { Changed } from './teach.js';

/** Decisions about one kind of ping from which on its scores are straightened. */
const FEWEST_OF_A_KIND = 50;
/** The latest ones tell how it is now. */
const MOST = 2_000;

type Point = CalibrationPoint & { protocol: Protocol };
export type Calibration = Pick<SiteModelEntity, 'lines' | 'steps'>;

/** What flooded or was beyond a day's limits says nothing about what comes next. */
const FIND = `
  SELECT protocol, log_odds AS "logOdds", is_spam AS "isSpam" FROM lessons
  WHERE site_id = $1 AND unlearnt_in IS NULL AND weight > 0 AND NOT (id = ANY($2))
  ORDER BY decided_at DESC, id DESC LIMIT $3`;

export async function fitCalibration(
  { manager }: DataSource,
  siteId: string,
  { added, gone }: Pick<Changed, 'added' | 'gone'>,
): Promise<Calibration> {
  const ids = gone.map(({ id }) => id);
  const known = await manager.query<Point[]>(FIND, [siteId, ids, MOST]);
  const fresh = added.filter(({ weight }) => weight > 0);
  return fitted([...fresh, ...known].slice(0, MOST));
}

/** A line for each kind with enough decisions; steps over all, once there are enough of them. */
function fitted(points: readonly Point[]): Calibration {
  const lines: Partial<Record<Protocol, Line>> = {};
  for (const protocol of ['trackback', 'pingback', 'webmention'] as const) {
    const own = points.filter((point) => point.protocol === protocol);
    if (own.length >= FEWEST_OF_A_KIND) lines[protocol] = fitLine(own);
  }
  const straightened = points.map(({ protocol, logOdds, isSpam }) => {
    const { slope, offset } = lines[protocol] ?? { slope: 1, offset: 0 };
    return { logOdds: slope * logOdds + offset, isSpam };
  });
  return { lines, steps: fitSteps(straightened) };
}
