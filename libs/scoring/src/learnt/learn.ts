// Learning from a person's decision, by an update that can be taken back without a trace.
import type { Features } from './features.js';
import { learntFields } from './features.js';
import {
  growthAt,
  readingFactor,
  signalScale,
  signalSlot,
  siteScale,
  startSlot,
  unit,
} from './site-model.js';
import type { SiteModel } from './site-model.js';

/** A ping as it is learnt: where it touches the model, and what the model says without the site. */
export type Lesson = {
  readonly slots: readonly number[];
  /** What each slot counts, in the order of `slots`. */
  readonly values: readonly number[];
  /** Log-odds of spam by model and prior alone. */
  readonly logOdds: number;
};

/** What a decision changed: kept with the decision, so that it can be taken back exactly. */
export type Update = {
  readonly slots: readonly number[];
  /** Whole units added to the weights, in the order of `slots`. */
  readonly weights: readonly number[];
  /** Whole units added to the squares, in the order of `slots`. */
  readonly squares: readonly number[];
};

/** Step size of AdaGrad, and what keeps its first steps small. */
const rate = 1;
const firstSquare = 0.015;

const mostValue = 4;
const mostLogOdds = 30;

/** A figure held to ±`most`; 0 for what is none. */
const within = (value: number | undefined, most: number): number =>
  value === undefined || Number.isNaN(value) ? 0 : Math.max(-most, Math.min(most, value));

/** A lesson from features, strengths by signal id, and the log-odds without the site. */
export function lessonOf(
  features: Features,
  strengths: readonly { readonly id: string; readonly strength: number }[],
  logOdds: number,
): Lesson {
  const slots: number[] = [startSlot];
  const values: number[] = [signalScale];
  for (const { id, strength } of strengths) {
    slots.push(signalSlot(id));
    values.push(strength * signalScale);
  }
  for (const field of learntFields) {
    const value = features[field].unit * siteScale[field];
    for (const slot of features[field].slots) {
      slots.push(slot);
      values.push(value);
    }
  }
  return { slots, values, logOdds };
}

/** Log-odds of a lesson by model, prior and site together. */
export function logOddsOf(site: SiteModel, { slots, values, logOdds }: Lesson): number {
  const factor = readingFactor(site);
  let sum = 0;
  for (let at = 0; at < slots.length; at += 1) {
    sum += (site.weights[slots[at] ?? 0] ?? 0) * within(values[at], mostValue);
  }
  return within(logOdds, mostLogOdds) + sum * factor;
}

/**
 * Learns one decision: one step of logistic regression with AdaGrad (Duchi, Hazan, Singer 2011; as a
 * spam filter Goodman, Yih 2006) on what model and prior leave unexplained, so that what they know
 * already is not learnt twice. `weight` 0..1 is the influence that limits have left; `atMs` the time
 * of the decision. Changes `site`; returns what `takeOut` needs.
 */
export function learn(
  site: SiteModel,
  lesson: Lesson,
  isSpam: boolean,
  { weight = 1, atMs }: { readonly weight?: number; readonly atMs: number },
): Update {
  site.startedAtMs ??= atMs;
  site.readAtMs = Math.max(site.readAtMs, atMs);
  const growth = growthAt(site, atMs);
  const growthNow = growthAt(site, site.readAtMs);
  const probability = 1 / (1 + Math.exp(-logOddsOf(site, lesson)));
  const error = (probability - (isSpam ? 1 : 0)) * Math.max(0, within(weight, 1));
  const weights: number[] = [];
  const squares: number[] = [];
  for (let at = 0; at < lesson.slots.length; at += 1) {
    const slot = lesson.slots[at] ?? 0;
    const gradient = error * within(lesson.values[at], mostValue);
    const square = Math.round((gradient * gradient * growth) / unit) + 0;
    const sum = ((site.squares[slot] ?? 0) + square) * (unit / growthNow) + firstSquare;
    const step = Math.round((-rate * gradient * growth) / Math.sqrt(sum) / unit) + 0;
    weights.push(step);
    squares.push(square);
  }
  addTo(site, { slots: lesson.slots, weights, squares }, 1);
  site.decisions += 1;
  return { slots: lesson.slots, weights, squares };
}

/** Adds an update to the numbers of a site's model, or subtracts it; changes `site`. */
export function addTo(site: SiteModel, { slots, weights, squares }: Update, sign: 1 | -1): void {
  for (let at = 0; at < slots.length; at += 1) {
    const slot = slots[at] ?? 0;
    // "+ 0" keeps -0 out, which would not be the number from before
    site.weights[slot] = (site.weights[slot] ?? 0) + sign * (weights[at] ?? 0) + 0;
    site.squares[slot] = (site.squares[slot] ?? 0) + sign * (squares[at] ?? 0) + 0;
  }
}
