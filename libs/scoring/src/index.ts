// The judgement of pings: evidence in, score, band and reasons out. Pure; no clock, no I/O.
export { isSharedByAuthors, registrableDomain } from './address.js';
export { bandOf } from './band.js';
export type { BandDecision, BandFacts } from './band.js';
export type {
  Claimed,
  Evidence,
  Link,
  ListMatch,
  Page,
  Protocol,
  Repeats,
  Reputation,
  Verification,
  VerificationState,
  WordLists,
} from './evidence.js';
export { textFingerprint } from './fingerprint.js';
export type { Band, Counterfactual, Judgement, Signal, Suggestion } from './judgement.js';
export { defaultModel } from './model.js';
export type { Model } from './model.js';
export { defaultPolicy } from './policy.js';
export type { Policy } from './policy.js';
export { score } from './score.js';
export { signalGroups } from './signal.js';
export type { SignalGroup } from './signal.js';
export { normaliseText } from './text.js';
