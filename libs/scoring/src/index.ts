// The judgement of pings: evidence in, score, band and reasons out. Pure; no clock, no I/O.
export { isRelay, isSharedByAuthors, ownershipOf, registrableDomain } from './address.js';
export { bandOf } from './band.js';
export type { BandDecision, BandFacts } from './band.js';
export type {
  Campaign,
  Claimed,
  Copies,
  Decided,
  Evidence,
  Extracted,
  Link,
  ListMatch,
  Opinions,
  Page,
  Protocol,
  Repeats,
  Reputation,
  SourceHistory,
  SourceScope,
  Verification,
  VerificationState,
  WordLists,
} from './evidence.js';
export { textFingerprint } from './fingerprint.js';
export type { Band, Counterfactual, Judgement, Signal, Suggestion } from './judgement.js';
export { likenessOf } from './likeness.js';
export type { Likened, Likeness } from './likeness.js';
export { maskedUrl } from './masked-url.js';
export { defaultModel } from './model.js';
export type { Line, Model } from './model.js';
export { nameSkeleton } from './name-skeleton.js';
export { defaultPolicy, isNewSite } from './policy.js';
export type { Policy } from './policy.js';
export { holdsMostOf, isNearlySame, pageLikenessOf } from './page-likeness.js';
export type { PageLikeness } from './page-likeness.js';
export {
  boundsOf,
  decayedWeight,
  meanOf,
  posteriorOf,
  reputationHalfLifeDays,
  reputationLogOdds,
} from './reputation/posterior.js';
export type { Beta, DecisionWeights } from './reputation/posterior.js';
export { ownerKey, sourceKeys } from './reputation/source-keys.js';
export type { SourceKey } from './reputation/source-keys.js';
export { graceDays, standingOf } from './reputation/standing.js';
export type { Standing } from './reputation/standing.js';
export { score } from './score.js';
export { signalGroups } from './signal.js';
export type { SignalGroup } from './signal.js';
export { hammingDistance, simhash, simhashBands } from './simhash.js';
export { distanceFromTemplate, templateOf } from './template.js';
export type { TemplatePart } from './template.js';
export { normaliseText } from './text.js';
export { describe, lessonFrom } from './lesson.js';
export type { Description } from './lesson.js';
export { hashSpace } from './learnt/hash.js';
export { learntFields, weigh } from './learnt/features.js';
export type { Features, FieldFeatures, LearntField } from './learnt/features.js';
export { learn, logOddsOf } from './learnt/learn.js';
export type { Lesson, Update } from './learnt/learn.js';
export { decodePrior, encodeWeights } from './learnt/prior.js';
export type { EncodedPrior, Prior } from './learnt/prior.js';
export { emptySiteModel, halfLifeDays, readingFactor, siteScale } from './learnt/site-model.js';
export type { SiteModel } from './learnt/site-model.js';
export { fitLine, fitSteps, fewestForSteps, shareAt } from './learnt/calibration.js';
export type { CalibrationPoint, Step } from './learnt/calibration.js';
export { checkCanary, lossOf } from './learnt/canary.js';
export type { CanaryCase, CanaryVerdict } from './learnt/canary.js';
export { defaultInfluence, influenceOf } from './learnt/influence.js';
export type { InfluenceLimits } from './learnt/influence.js';
export { fromBlob, SiteModelError, toBlob } from './learnt/site-blob.js';
export { fromUpdateBlob, toUpdateBlob, UpdateBlobError } from './learnt/update-blob.js';
export { copyOf, fits, putBack, takeOut } from './learnt/kept-updates.js';
export type { UpdateStanding } from './learnt/kept-updates.js';
export { historyPasses, learnHistory } from './learnt/history.js';
export type { HistoryLesson } from './learnt/history.js';
export { measuredAt } from './learnt/measured.js';
export { wilsonInterval } from './wilson.js';
export type { Interval } from './wilson.js';
export type { Measured } from './learnt/measured.js';
export { evidenceOfRow } from './row.js';
export type { HistoryRow } from './row.js';
export { wordsOf } from './text.js';
export { underPolicy } from './under-policy.js';
export { withPoints } from './with-points.js';
export type { RulePoints } from './with-points.js';
