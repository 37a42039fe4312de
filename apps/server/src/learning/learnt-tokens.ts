// The words and shapes of the latest lessons that weigh most in a site's model.
import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { LearntToken } from '@trackwarden/contracts';
import {
  defaultModel,
  describe,
  readingFactor,
  siteScale,
  type SiteModel,
} from '@trackwarden/scoring';
import { lessonEvidence } from './lesson-evidence.js';

/** Lessons that are looked at. */
const LESSONS = 50;
const SHOWN = 20;
/** Letters have no names. */
const FIELDS = ['name', 'text', 'address'] as const;
/** Digits and single letters of an address say nothing to a person; one sign of another script can be a word. */
const TELLING = /[a-z]{2}|[^\p{ASCII}]/iu;

const LATEST = `
  SELECT ping_id AS id FROM lessons WHERE site_id = $1 AND unlearnt_in IS NULL
  ORDER BY decided_at DESC, id DESC LIMIT ${LESSONS}`;

export type LearntLately = { pings: number; spam: LearntToken[]; ham: LearntToken[] };

export async function learntLately(
  dataSource: DataSource,
  siteId: string,
  site: SiteModel | null | undefined,
): Promise<LearntLately> {
  if (!site) return { pings: 0, spam: [], ham: [] };
  const latest = await dataSource.manager.query<{ id: string }[]>(LATEST, [siteId]);
  const pings = await lessonEvidence(
    dataSource,
    latest.map(({ id }) => id),
  );
  const tokens = new Map<string, LearntToken>();
  const factor = readingFactor(site);
  for (const { evidence } of pings.values()) {
    const { features } = describe(evidence, defaultModel);
    for (const field of FIELDS) {
      const { slots, labels, unit } = features[field];
      labels.forEach((token, at) => {
        // a name of two words is a feature as a whole and as their pair
        if (labels.indexOf(token) !== at || !TELLING.test(token)) return;
        const weight = site.weights[slots[at] ?? 0] ?? 0;
        count(tokens, { token, field, points: weight * factor * unit * siteScale[field] });
      });
    }
    await breathe();
  }
  const heaviest = (side: 1 | -1): LearntToken[] =>
    [...tokens.values()]
      .map((one) => ({ ...one, points: Math.round(one.points * 1_000) / 1_000 }))
      .filter(({ points }) => points * side > 0)
      .sort(
        (one, other) => (other.points - one.points) * side || (one.token < other.token ? -1 : 1),
      )
      .slice(0, SHOWN);
  return { pings: pings.size, spam: heaviest(1), ham: heaviest(-1) };
}

/** In short texts a word counts more than in long ones: the most that it counted is told. */
function count(tokens: Map<string, LearntToken>, one: Omit<LearntToken, 'pings'>): void {
  const key = `${one.field} ${one.token}`;
  const known = tokens.get(key);
  const isMore = known === undefined || Math.abs(one.points) > Math.abs(known.points);
  tokens.set(key, { ...(isMore ? one : known), pings: (known?.pings ?? 0) + 1 });
}
