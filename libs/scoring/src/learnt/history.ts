// Learns a moderated history in bulk, as one update that can be taken back as a whole.
import { hashSpace } from './hash.js';
import { learn } from './learn.js';
import type { Lesson, Update } from './learn.js';
import type { SiteModel } from './site-model.js';

/** A decided ping of a history. */
export type HistoryLesson = { readonly lesson: Lesson; readonly isSpam: boolean };

/**
 * A history is there as a whole: what one pass leaves unexplained, the next ones catch up on. Each
 * decision counts once in all, so that nothing is learnt by heart.
 */
export const historyPasses = 3;
const weight = 1 / historyPasses;

/**
 * Learns the history in order (it is gone through anew for each pass), {@link historyPasses} times over, each
 * row as one decision made at `atMs`. No limit of influence holds: who gives a history vouches for it. Changes
 * `site`. Yields after each lesson how many were gone through so far, of rows × passes; returns the sum of all
 * updates, which stands for as many decisions as there are rows.
 */
export function* learnHistory(
  site: SiteModel,
  history: Iterable<HistoryLesson>,
  atMs: number,
): Generator<number, Update> {
  const { decisions } = site;
  const weights = new Float64Array(hashSpace);
  const squares = new Float64Array(hashSpace);
  let [gone, rows] = [0, 0];
  for (let pass = 0; pass < historyPasses; pass += 1) {
    for (const { lesson, isSpam } of history) {
      const update = learn(site, lesson, isSpam, { weight, atMs });
      addUp(update, weights, squares);
      gone += 1;
      if (pass === 0) rows += 1;
      yield gone;
    }
  }
  site.decisions = decisions + rows;
  const slots = [...weights.keys()].filter((slot) => weights[slot] !== 0 || squares[slot] !== 0);
  return {
    slots,
    weights: slots.map((slot) => weights[slot] ?? 0),
    squares: slots.map((slot) => squares[slot] ?? 0),
  };
}

function addUp(update: Update, weights: Float64Array, squares: Float64Array): void {
  const { slots } = update;
  for (let at = 0; at < slots.length; at += 1) {
    const slot = slots[at] ?? 0;
    weights[slot] = (weights[slot] ?? 0) + (update.weights[at] ?? 0);
    squares[slot] = (squares[slot] ?? 0) + (update.squares[at] ?? 0);
  }
}
