// What one site's moderators have taught: small corrections to the model, all in whole numbers.
import type { LearntField } from './features.js';
import { hashSpace, hashText, slotOf } from './hash.js';

/** One unit of a stored weight. Whole numbers of it add and subtract without any loss. */
export const unit = 2 ** -24;

/** After so many days a decision counts half. */
export const halfLifeDays = 90;

const dayMs = 86_400_000;
// Whole numbers stay exact below 2^53: weights of 2^5 in units of 2^-24 leave room for 2^20.
const mostHalfLives = 20;

/**
 * A site's own layer, pulled to zero by time. Changed in place by `learn`, `takeOut` and `putBack` only, by one
 * writer; 4 MB. Later decisions are stored larger instead of making earlier ones smaller, so
 * that taking a decision back stays exact however old it is.
 */
export type SiteModel = {
  /** Sums of updates in units of {@link unit}, by slot. */
  readonly weights: Float64Array;
  /** AdaGrad's sums of squared gradients in units of {@link unit}, by slot. */
  readonly squares: Float64Array;
  /** Time from which growth is counted, ms since 1970; null before the first decision. */
  startedAtMs: number | null;
  /** Time at which the weights are read, ms since 1970. */
  readAtMs: number;
  /** Decisions learnt and not taken back. */
  decisions: number;
};

/** A site that nobody has taught anything. */
export const emptySiteModel = (): SiteModel => ({
  weights: new Float64Array(hashSpace),
  squares: new Float64Array(hashSpace),
  startedAtMs: null,
  readAtMs: 0,
  decisions: 0,
});

/** How much larger than the first one a decision of that time is stored; 1 to 2^20. */
export function growthAt({ startedAtMs }: SiteModel, atMs: number): number {
  if (startedAtMs === null) return 1;
  const halfLives = (atMs - startedAtMs) / dayMs / halfLifeDays;
  return 2 ** Math.max(0, Math.min(mostHalfLives, halfLives));
}

/** The factor that makes log-odds of the stored numbers at the time of reading. */
export const readingFactor = (site: SiteModel): number => unit / growthAt(site, site.readAtMs);

const slotOfName = (kind: string, name: string): number =>
  slotOf(hashText(0x811c9dc5 | 0, `${kind}\u0001${name}`));

const signalSlots = new Map<string, number>();

/** The slot of a signal's own correction. */
export function signalSlot(id: string): number {
  const known = signalSlots.get(id);
  if (known !== undefined) return known;
  const slot = slotOfName('signal', id);
  signalSlots.set(id, slot);
  return slot;
}

/** The slot of the site's starting point. */
export const startSlot: number = slotOfName('start', '');

/** What a signal's strength counts beside text features: signals are few and must move slowly. */
export const signalScale = 0.08;

/** What the fields count beside each other: a name tells most about the hand behind a ping. */
export const siteScale: Readonly<Record<LearntField, number>> = {
  name: 1.5,
  text: 1,
  grams: 1,
  address: 1,
  form: 0.6,
};

/** Log-odds per unit of strength that the site adds to a signal's weight. */
export const correctionOf = (site: SiteModel, id: string): number =>
  (site.weights[signalSlot(id)] ?? 0) * readingFactor(site) * signalScale;

/** Log-odds that the site adds to the starting point. */
export const startOf = (site: SiteModel): number =>
  (site.weights[startSlot] ?? 0) * readingFactor(site) * signalScale;
