// Takes kept updates out of a site's model and puts them back, to the bit.
import { addTo } from './learn.js';
import type { Update } from './learn.js';
import type { SiteModel } from './site-model.js';

/** How many decisions an update stands for; one unless it is that of a whole history. */
export type UpdateStanding = {
  readonly decisions?: number;
  /** Time from which the model counted growth when the update was made, ms since 1970. */
  readonly startedAtMs: number | null;
};

/** Afterwards every number is what it would be had nothing of the update been learnt. Changes `site`. */
export function takeOut(site: SiteModel, update: Update, decisions = 1): void {
  addTo(site, update, -1);
  site.decisions -= decisions;
  if (site.decisions === 0) site.startedAtMs = null;
}

/** Whether an update is of the scale that the model's numbers have now. */
export const fits = ({ startedAtMs }: SiteModel, kept: UpdateStanding): boolean =>
  startedAtMs === null || startedAtMs === kept.startedAtMs;

/** The opposite of {@link takeOut}, for updates that {@link fits}. Changes `site`. */
export function putBack(site: SiteModel, update: Update, kept: UpdateStanding): void {
  addTo(site, update, 1);
  site.startedAtMs ??= kept.startedAtMs;
  site.decisions += kept.decisions ?? 1;
}

/** A model of its own with the same numbers, so that one may change while the other is read. */
export const copyOf = (site: SiteModel): SiteModel => ({
  ...site,
  weights: site.weights.slice(),
  squares: site.squares.slice(),
});
