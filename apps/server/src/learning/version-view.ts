// Versions of a site's model as the API shows them.
import type { DataSource } from 'typeorm';
import type { ModelVersion } from '@trackwarden/contracts';
import { SiteModelEntity } from '../database/entities/learning.entity.js';

type Shown = Omit<SiteModelEntity, 'blob'>;

const SHOWN = {
  ...{ id: true, siteId: true, number: true, state: true, madeBy: true, because: true },
  ...{ decisions: true, learnt: true, takenBack: true, logLoss: true, lines: true, steps: true },
  madeAt: true,
} as const;

/** Refused versions whose lessons still wait for the owner's word. */
const STILL_WANTED = `
  SELECT refused_in AS number FROM lesson_orders WHERE site_id = $1 AND refused_in IS NOT NULL
  UNION
  SELECT learnt_in FROM history_imports WHERE site_id = $1 AND state = 'refused'`;

/** Newest first; all that one could go back to, and refused ones with their reasons. */
export async function versionViews(
  { manager }: DataSource,
  siteId: string,
): Promise<ModelVersion[]> {
  const versions: Shown[] = await manager.find(SiteModelEntity, {
    select: SHOWN,
    where: { siteId },
    order: { number: 'DESC' },
  });
  const wanted = await manager.query<{ number: number }[]>(STILL_WANTED, [siteId]);
  const live = versions.find(({ state }) => state === 'live')?.number ?? 0;
  return versions.map((version) =>
    versionView(version, canGoLive(version, live, new Set(wanted.map(({ number }) => number)))),
  );
}

function canGoLive(
  { state, madeBy, number }: Shown,
  live: number,
  wanted: ReadonlySet<number>,
): boolean {
  if (state !== 'refused') return state === 'kept';
  return madeBy === 'file' ? number > live : wanted.has(number);
}

function versionView(version: Shown, canGoLive: boolean): ModelVersion {
  const { number, state, madeBy, because, decisions, learnt, takenBack, logLoss } = version;
  return {
    ...{ number, state, madeBy, because, decisions, learnt, takenBack, logLoss, canGoLive },
    calibration: { protocols: Object.keys(version.lines).sort(), steps: version.steps !== null },
    madeAt: version.madeAt.toISOString(),
  };
}
