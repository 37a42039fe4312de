// What other thresholds would change: scores of the last 30 days, and the pings that would go elsewhere.
import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { Band, PreviewThresholds, ThresholdsPreview } from '@trackwarden/contracts';
import { underPolicy, type Evidence, type Judgement } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { SiteJudges, type SiteJudge } from '../learning/site-judges.js';
import { isUnanswered, judgedAnew } from '../pings/judged-anew.js';
import { LimitPlacements } from './limit-placements.js';
import { pastPings, MOST_PINGS, type PastPing } from './past-pings.js';

const DAYS = 30;
const DAY_MS = 86_400_000;
const BINS = 20;
const SAMPLES = 20;
const BUDGET_MS = 4_000;

type Thresholds = Pick<PreviewThresholds, 'approveBelow' | 'spamFrom'>;
type Flip = ThresholdsPreview['flips'][number];

@Injectable()
export class ThresholdPreviews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly judges: SiteJudges,
    private readonly placements: LimitPlacements,
    private readonly clock: Clock,
  ) {}

  async preview(site: SiteEntity, wanted: Thresholds): Promise<ThresholdsPreview> {
    const since = new Date(this.clock.now().getTime() - DAYS * DAY_MS);
    const judge = await this.judges.of(site);
    const end = performance.now() + BUDGET_MS;
    const counts = new Array<number>(BINS).fill(0);
    const flips: Flip[] = [];
    let [looked, isWhole, decides] = [0, true, 0];
    for await (const ping of pastPings(this.dataSource, site.id, since, true)) {
      looked += 1;
      if (ping.score !== null) {
        const bin = Math.min(BINS - 1, Math.floor(ping.score / (100 / BINS)));
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      const flip = flipOf(ping, judge, wanted);
      if (flip) {
        flips.push(flip);
        decides += Number(flip.to !== 'pending') - Number(flip.from !== 'pending');
      }
      if (looked % 50 === 0) await breathe();
      if (performance.now() > end) {
        isWhole = false;
        break;
      }
    }
    if (looked >= MOST_PINGS / 2) isWhole = false;
    const waiting = await this.placements.of(site, wanted);
    return {
      ...{ days: DAYS, looked, isWhole: isWhole && waiting.next === null, decides },
      bins: counts.map((count, at) => ({ from: at * (100 / BINS), count })),
      ...{ waiting: waiting.placed.length, waitingIsWhole: waiting.next === null },
      disagreed: flips.filter(({ disagrees }) => disagrees).length,
      flips: flips.sort((a, b) => Number(b.disagrees) - Number(a.disagrees)).slice(0, SAMPLES),
    };
  }
}

/** The bands of the same score under both settings; rules' points stay as they were. */
function flipOf(ping: PastPing, judge: SiteJudge, wanted: Thresholds): Flip | null {
  const { evidence, judgement, score: given } = ping;
  if (!evidence || !judgement || given === null) return null;
  const judged = judgedAnew(evidence, judgement.signals, judge);
  const policy = { ...judge.policy, ...wanted };
  const from = bandOf(evidence, judged);
  const to = bandOf(evidence, underPolicy(judged, evidence, judge.model, policy));
  if (from === to) return null;
  const { id, title, domain, status, byPerson } = ping;
  const isUnwanted = status === 'spam' || status === 'rejected';
  const disagrees =
    byPerson && ((to === 'spam' && status === 'approved') || (to === 'approve' && isUnwanted));
  return { id, title, domain, score: Math.round(given * 10) / 10, from, to, disagrees };
}

function bandOf(evidence: Evidence, { band }: Judgement): Band {
  return band === 'approve' && isUnanswered(evidence) ? 'pending' : band;
}
