// Carries wanted lessons out on a site's numbers: nothing is written.
import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import {
  copyOf,
  defaultPolicy,
  fits,
  fromUpdateBlob,
  learn,
  lessonFrom,
  putBack,
  score,
  takeOut,
  toUpdateBlob,
  type Evidence,
  type Lesson,
  type Model,
  type SiteModel,
} from '@trackwarden/scoring';
import type { Base } from './base.js';
import { Influence } from './influence.js';
import { lessonEvidence, type LearntPing } from './lesson-evidence.js';
import { modelOf, uncalibrated } from './model-bytes.js';
import type { KeptLesson, Teaching, Wanted } from './wanted-lessons.js';

/** Not yet in a version. */
export type NewLesson = Omit<KeptLesson, 'learntIn' | 'unlearntIn' | 'isDropped'>;

/** Numbers after a change, the lessons that came and those that went. */
export type Changed = { site: SiteModel; added: NewLesson[]; gone: KeptLesson[] };

const CHUNK = 100;
/** Lessons after which others get their turn. */
const AT_A_STRETCH = 10;

/** First what is only taken back: that does not depend on whether the rest is learnt. Changes `base.site`. */
export async function takeBack({ site }: Base, wanted: Wanted): Promise<Changed> {
  const added: NewLesson[] = [];
  for (const [at, { update }] of wanted.takeOut.entries()) {
    takeOut(site, fromUpdateBlob(update));
    if (at % AT_A_STRETCH === 0) await breathe();
  }
  for (const lesson of wanted.putBack) {
    if (fits(site, lesson)) {
      putBack(site, fromUpdateBlob(lesson.update), lesson);
      added.push({ ...lesson, id: uuidv7() });
    } else {
      // its numbers are of another scale than the model's by now
      wanted.teach.push(orderOf(lesson));
    }
  }
  return { site, added, gone: wanted.takeOut };
}

/** Then what is learnt, on a copy. */
export async function teach(
  dataSource: DataSource,
  base: Base,
  before: Changed,
  { teach: orders, replaced }: Wanted,
): Promise<Changed> {
  const site = copyOf(before.site);
  for (const { update } of replaced) takeOut(site, fromUpdateBlob(update));
  const gone = [...before.gone, ...replaced];
  const going = gone.map(({ id }) => id);
  const days = orders.map((order) => ({ ...order, domain: '' }));
  const influence = await Influence.before(dataSource, base.siteId, days, going);
  const added = [...before.added];
  for (let from = 0; from < orders.length; from += CHUNK) {
    const chunk = orders.slice(from, from + CHUNK);
    const pings = await lessonEvidence(
      dataSource,
      chunk.map(({ pingId }) => pingId),
    );
    for (const [at, order] of chunk.entries()) {
      const ping = pings.get(order.pingId);
      if (ping) added.push(lessonOf(base, site, order, ping, influence));
      if (at % AT_A_STRETCH === 0) await breathe();
    }
  }
  return { site, added, gone };
}

function lessonOf(
  { version }: Base,
  site: SiteModel,
  { siteId, pingId, isSpam, account, decidedAt }: Teaching,
  { domain, protocol, evidence }: LearntPing,
  influence: Influence,
): NewLesson {
  const atMs = decidedAt.getTime();
  const model = modelOf({ ...site, readAtMs: Math.max(site.readAtMs, atMs) }, version);
  const weight = influence.take({ account, domain, decidedAt });
  // beyond the day's limits a decision is counted and looked at no further
  const judged = weight === 0 ? unjudged : judgedBefore(evidence, model);
  const lesson = weight === 0 ? nothing : lessonFrom(evidence, model);
  const update = learn(site, lesson, isSpam, { weight, atMs });
  return {
    ...{ id: uuidv7(), siteId, pingId, isSpam, account, domain, protocol, weight, decidedAt },
    ...{ ...judged, startedAtMs: site.startedAtMs ?? atMs },
    update: Buffer.from(toUpdateBlob(update)),
  };
}

const unjudged = { logOdds: 0, probability: 0.5 };
const nothing: Lesson = { slots: [], values: [], logOdds: 0 };

function judgedBefore(evidence: Evidence, model: Model): typeof unjudged {
  const { logOdds } = score(evidence, uncalibrated(model), defaultPolicy);
  return { logOdds, probability: score(evidence, model, defaultPolicy).probability };
}

function orderOf({ siteId, pingId, isSpam, account, decidedAt }: KeptLesson): Teaching {
  const said = { siteId, pingId, isSpam, account, decidedAt };
  return { ...said, version: 0, orderedAt: decidedAt, refusedIn: null };
}
