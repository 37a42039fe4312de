// Tries a rule that is not saved on the pings of the last days, against what people decided.
import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { dryRunSchema, DryRunResult } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { refuseWrongConditions } from './conditions-valid.js';
import { conditionsOf } from './matcher.js';
import { pastPings, MOST_PINGS, type PastPing } from './past-pings.js';
import { ofTime } from './pattern-budget.js';
import { Patterns, type PatternSet } from './patterns.service.js';
import { opinionOf } from './rule-statistics.js';
import { tryRules } from './try-rules.js';

const DAY_MS = 86_400_000;
const SAMPLES = 20;
/** What is not looked at by then is left out, and said so. */
const BUDGET_MS = 3_000;
/** Between so many pings others get their turn. */
const BREATH = 100;

/** Fields whose values stand in the evidence only. */
const DEEP = new Set(['page-text', 'outgoing-links', 'outgoing-hosts']);

type Body = z.output<typeof dryRunSchema>;
type Opinion = DryRunResult['samples'][number]['opinion'];

@Injectable()
export class DryRuns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly patterns: Patterns,
    private readonly clock: Clock,
  ) {}

  /** Throws `validation-failed` as for a rule that is made. */
  async run(siteId: string, body: Body): Promise<DryRunResult> {
    await refuseWrongConditions(this.patterns, body.conditions, { who: siteId });
    const started = performance.now();
    const { matched, looked, isWhole, fault } = await this.match(siteId, body);
    const caughtByOthers = await this.caught(matched, body.ruleId ?? null);
    const samples = matched
      .map((ping) => ({ ping, opinion: opinionAbout(ping, body.action) }))
      .sort((a, b) => order[a.opinion] - order[b.opinion]);
    const count = (test: (ping: PastPing) => boolean) => matched.filter(test).length;
    const decided = (status: string) => (ping: PastPing) => ping.byPerson && ping.status === status;
    const opinions = (wanted: Opinion) =>
      samples.filter(({ opinion }) => opinion === wanted).length;
    return {
      ...{ days: body.days, looked, isWhole, total: matched.length },
      byDecision: {
        spam: count(decided('spam')),
        rejected: count(decided('rejected')),
        approved: count(decided('approved')),
        undecided: count(({ byPerson, status }) => !byPerson || status === 'pending'),
      },
      ...{ agree: opinions('agrees'), disagree: opinions('disagrees') },
      ...{ caughtByOthers, adds: matched.length - caughtByOthers, fault },
      tookMs: Math.round(performance.now() - started),
      samples: samples.slice(0, SAMPLES).map(({ ping, opinion }) => ({
        ...{ id: ping.id, title: ping.title, source: ping.source, domain: ping.domain },
        ...{ status: ping.status, opinion },
        receivedAt: ping.receivedAt.toISOString(),
        decidedAt: ping.byPerson ? (ping.decidedAt?.toISOString() ?? null) : null,
      })),
    };
  }

  private async match(siteId: string, { conditions, days }: Body) {
    const since = new Date(this.clock.now().getTime() - days * DAY_MS);
    const isDeep = conditionsOf(conditions).some(({ field }) => DEEP.has(field));
    const budget = ofTime(BUDGET_MS, () => performance.now());
    const tryPatterns = (sets: PatternSet[]) =>
      this.patterns.try(sets, { lane: 'trial', who: siteId, budget });
    const matched: PastPing[] = [];
    let [looked, fault, isWhole] = [0, null as string | null, true];
    for await (const ping of pastPings(this.dataSource, siteId, since, isDeep)) {
      const [attempt] = await tryRules([{ rule: null, conditions }], ping.facts, tryPatterns);
      // the time was used up while this one was looked at: it counts for nothing
      if (attempt?.isOwn === false) {
        isWhole = false;
        break;
      }
      looked += 1;
      if (attempt?.match === 'yes') matched.push(ping);
      fault ??= attempt?.fault ?? null;
      if (looked % BREATH === 0) await breathe();
      if (budget.leftMs() <= 0) {
        isWhole = false;
        break;
      }
    }
    if (looked >= (isDeep ? MOST_PINGS / 2 : MOST_PINGS)) isWhole = false;
    return { matched, looked, isWhole, fault };
  }

  private async caught(matched: PastPing[], ruleId: string | null): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT count(DISTINCT ping_id)::int AS count FROM rule_hits
       WHERE ping_id = ANY($1) AND ($2::uuid IS NULL OR rule_id <> $2)`,
      [matched.map(({ id }) => id), ruleId],
    );
    return row?.count ?? 0;
  }
}

const order: Record<Opinion, number> = { disagrees: 0, undecided: 1, agrees: 2 };

function opinionAbout({ byPerson, status }: PastPing, action: Body['action']): Opinion {
  const opinion = opinionOf(action);
  if (!byPerson || status === 'pending') return 'undecided';
  const isWanted = status === 'approved';
  // a rule that leaves it to people is tried against what most rules are for: unwanted pings
  return isWanted === (opinion === 'wanted') ? 'agrees' : 'disagrees';
}
