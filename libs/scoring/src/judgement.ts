// The answer of the judgement, made to be shown: every point has its reason.
import type { SignalGroup } from './signal.js';

/** Where a ping goes: published, to a person, or to the spam folder. */
export type Band = 'approve' | 'pending' | 'spam';

/** What a moderator is advised to do, whatever the site's policy does by itself. */
export type Suggestion = 'approve' | 'look' | 'spam';

/** One signal's share of the score. */
export type Signal = {
  /** Stable id, kebab-case. */
  readonly signal: string;
  /**
   * `rules`: points that a rule of the site adds, see `withPoints`. `calibration`: what the site's decisions
   * measured of such scores; no evidence of its own.
   */
  readonly group: SignalGroup | 'calibration' | 'rules';
  /** Log-odds added (for spam) or taken away, in whole thousandths, never 0. */
  readonly points: number;
  /** Points before the group's cap; equal to `points` when the cap did not bind. */
  readonly uncapped: number;
  /** A plain sentence; says so when a cap bound. */
  readonly because: string;
};

/** What the judgement would be if one signal had not spoken. */
export type Counterfactual = {
  /** Id of the signal left out. */
  readonly without: string;
  /** Score in that case, 0..100, to 0.1. */
  readonly score: number;
  readonly band: Band;
};

/** The whole answer of {@link score}. */
export type Judgement = {
  /** Version of the model that made it. */
  readonly model: string;
  /** Probability of spam × 100, 0..99.9, to 0.1. */
  readonly score: number;
  /** Probability of spam, 0..1, not rounded. */
  readonly probability: number;
  /**
   * `intercept` plus the points of all signals. All three are whole thousandths, and the sum of
   * the thousandths is exact.
   */
  readonly logOdds: number;
  /** Log-odds this kind of ping starts with. */
  readonly intercept: number;
  /** Those that spoke, the most influential first. */
  readonly signals: readonly Signal[];
  readonly band: Band;
  readonly suggestion: Suggestion;
  /** One sentence on why this band. */
  readonly because: string;
  /** For up to three most influential signals, the most influential first. */
  readonly counterfactuals: readonly Counterfactual[];
};
