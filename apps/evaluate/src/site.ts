// One site as the product keeps it: a model that scores, and learns from decisions.
import {
  defaultModel,
  defaultPolicy,
  emptySiteModel,
  learn,
  learnHistory,
  lessonFrom,
  score,
  type Judgement,
  type Model,
  type Prior,
} from '@trackwarden/scoring';
import type { Row } from './row.js';

export type Site = {
  judge: (row: Row) => Judgement;
  /** Learns the row's label as a person's decision; a row without one teaches nothing. */
  decide: (row: Row) => void;
  /** Learns a moderated history in bulk: in order, gone through more than once. */
  importHistory: (rows: readonly Row[]) => void;
};

/**
 * A fresh site. All decisions are made at one time: the dates of collected rows span twenty years,
 * and a site's own memory of 90 days would have forgotten most of them.
 */
export function openSite(prior: Prior | null = defaultModel.prior ?? null): Site {
  const site = emptySiteModel();
  const model: Model = { ...defaultModel, prior, site };
  const decide = ({ evidence, isSpam }: Row): void => {
    if (isSpam !== null) learn(site, lessonFrom(evidence, model), isSpam, { atMs: 0 });
  };
  return {
    judge: ({ evidence }) => score(evidence, model, defaultPolicy),
    decide,
    importHistory: (rows) => {
      const history = rows.flatMap(({ evidence, isSpam }) =>
        isSpam === null ? [] : [{ isSpam, lesson: lessonFrom(evidence, model) }],
      );
      for (const _ of learnHistory(site, history, 0));
    },
  };
}
