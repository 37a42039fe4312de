// What a signal is: one named observation about a ping, or silence.
import type { Model } from './model.js';
import type { Reading } from './reading.js';

/** The kinds of evidence; each kind together is bounded, so that none decides alone. */
export const signalGroups = [
  'verification',
  'claims',
  'text',
  'reputation',
  'page',
  'repetition',
  'learnt',
] as const;

/** One of {@link signalGroups}. */
export type SignalGroup = (typeof signalGroups)[number];

/** What a signal saw. */
export type Finding = {
  /**
   * How strongly it applies: finite, as a rule 0..1.5; multiplied with the model's weight it
   * gives log-odds. Negative only where the observation itself has two sides (a history).
   */
  readonly strength: number;
  /** A plain sentence for a moderator, naming the thing that matched. */
  readonly because: string;
};

/** One signal. `find` answers null to abstain: no evidence either way, no points. */
export type SignalDefinition = {
  /** Stable, kebab-case; the key of its weight in a model. */
  readonly id: string;
  readonly group: SignalGroup;
  readonly find: (reading: Reading, model: Model) => Finding | null;
};
