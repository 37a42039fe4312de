// A case: one clause of a protocol, or one habit of the field, that a receiver is tried on.
import type { Protocol } from '@trackwarden/contracts';
import type { CaseContext } from './context.js';

/**
 * `MUST` and `SHOULD` stand in a specification, or follow from one that it builds on (HTTP, XML,
 * XML-RPC, forms). `practice` is what real senders do and need.
 */
export type Level = 'MUST' | 'SHOULD' | 'practice';
export const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'practice'];

export interface ConformanceCase {
  /** `trackback.url-only`: stable, what `--case` takes. */
  readonly id: string;
  readonly protocol: Protocol;
  readonly level: Level;
  /** What a right receiver does, in the present tense. */
  readonly title: string;
  /** Where it is written. */
  readonly clause: string;
  /** Throws a Failure or Skipped; ends well otherwise. */
  readonly run: (context: CaseContext) => Promise<void>;
}

type Define = (
  level: Level,
  name: string,
  title: string,
  clause: string,
  run: ConformanceCase['run'],
) => ConformanceCase;

/** Cases of one protocol are written with this, one line of facts and a function each. */
export const casesOf =
  (protocol: Protocol): Define =>
  (level, name, title, clause, run) => ({
    id: `${protocol}.${name}`,
    protocol,
    level,
    title,
    clause,
    run,
  });
