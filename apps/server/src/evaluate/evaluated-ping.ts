// What the row of a ping shows of a check: the reading of a source, or the failure to read it. Pure.
import type { CheckFailure, Ping, Verification } from '@trackwarden/contracts';
import type { Judgement } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SourceReading } from './read-source.js';

/** What a page says of itself and of the ping; the words of a reply are worth more than those around its link. */
export function extractedFrom({ facts, mention, verification }: SourceReading): Ping['extracted'] {
  const around = verification.link?.context || facts?.description || null;
  return {
    title: facts?.title ?? null,
    siteName: facts?.siteName ?? null,
    author: facts?.author ?? { name: null, url: null, photo: null },
    excerpt: mention.type === 'mention' ? around : (facts?.content ?? around),
    type: mention.type,
    rsvp: mention.rsvp,
    language: facts?.language ?? null,
    canonicalUrl: facts?.canonicalUrl ?? null,
    publishedAt: facts?.publishedAt ?? null,
  };
}

/** The columns that a reading fills. */
export function readingColumns(
  extracted: Ping['extracted'],
  { verification }: SourceReading,
  judgement: Judgement,
): Partial<PingEntity> {
  return {
    extracted,
    verification,
    verificationState: verification.state,
    ...judgementColumns(judgement),
    lastFailure: null,
  };
}

/** The columns that show a judgement. */
export function judgementColumns(judgement: Judgement): Partial<PingEntity> {
  return {
    score: judgement.score,
    band: judgement.band,
    because: judgement.because,
    prior: judgement.intercept,
    signals: judgement.signals.map(({ signal, group, points, because }) => ({
      signal,
      group,
      points,
      because,
    })),
  };
}

/** One more failed check of a source that was proven. */
export function nextFailure(
  last: CheckFailure | null,
  { state, httpStatus, error, failure }: Verification,
  now: Date,
): CheckFailure {
  const at = now.toISOString();
  return {
    at,
    state,
    httpStatus,
    error,
    failure,
    count: (last?.count ?? 0) + 1,
    since: last?.since ?? at,
  };
}
