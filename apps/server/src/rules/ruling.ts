// What a site's rules and lists say of a ping: before any request, and after the score.
import { Injectable } from '@nestjs/common';
import type { Ping, PingStatus, Verification } from '@trackwarden/contracts';
import { score, withPoints, type Evidence, type Judgement } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteJudge } from '../learning/site-judges.js';
import { ActiveRules, nameOf, ruleIdOf, type ActiveRule } from './active-rules.js';
import { allFacts, intakeFacts } from './facts.js';
import { ListLookup } from './list-lookup.js';
import { conditionsOf, type RuleFacts } from './matcher.js';
import { ofWork, PING_MS } from './pattern-budget.js';
import { Patterns } from './patterns.service.js';
import { isResting } from './resting.js';
import { RuleCosts } from './rule-costs.js';
import { RuleHits } from './rule-hits.js';
import { tryRules, type Attempt } from './try-rules.js';

/** Where a ping goes that nobody decided; `ruleId` when a rule put it there. */
export type Placement = { status: PingStatus; because: string; ruleId?: string };

export type Ruled = { judgement: Judgement; policy: Placement };

/** What a check found, as far as rules look at it. */
export type Found = {
  evidence: Evidence;
  verification: Verification;
  extracted: Ping['extracted'];
};

type Tried = Attempt & { rule: ActiveRule };

@Injectable()
export class Ruling {
  constructor(
    private readonly rules: ActiveRules,
    private readonly patterns: Patterns,
    private readonly lists: ListLookup,
    private readonly hits: RuleHits,
    private readonly costs: RuleCosts,
    private readonly clock: Clock,
  ) {}

  /** Spam by a rule never causes a request; what a person decided is looked at again. */
  async whyNotFetched(ping: PingEntity): Promise<string | null> {
    if (ping.decidedKind === 'person') return null;
    const facts = intakeFacts(ping);
    const rules = (await this.rules.of(ping.siteId)).filter(
      (rule) => rule.state === 'live' && rule.action.do === 'spam' && isKnown(rule, facts),
    );
    const tried = await this.tryAll(ping.siteId, rules, facts, PING_MS.beforeFetch);
    await this.hits.flag(tried);
    const hit = tried.find(({ match }) => match === 'yes');
    return hit ? `the rule “${hit.rule.name}” calls it spam.` : null;
  }

  /** The evidence with the lists by scope; `addresses` are those on the way to the page. */
  listed(
    evidence: Evidence,
    ping: PingEntity,
    { redirects, finalUrl }: Verification,
    author: string | null,
  ): Promise<Evidence> {
    return this.lists.withLists(evidence, ping, [...redirects, finalUrl], author);
  }

  /** Scores; `place` is the site's policy: where a judgement puts the ping without rules that decide. */
  async apply(
    ping: PingEntity,
    found: Found,
    judge: SiteJudge,
    place: (judgement: Judgement) => Placement,
  ): Promise<Ruled> {
    const judgement = score(found.evidence, judge.model, judge.policy);
    const rules = await this.rules.of(ping.siteId);
    if (rules.length === 0) return { judgement, policy: place(judgement) };
    const facts = allFacts(ping, found.extracted, found.evidence, judgement.score);
    const tried = await this.tryAll(ping.siteId, rules, facts, PING_MS.afterScore);
    const ruled = decide(tried, found.evidence, judgement, judge, place);
    // what a person decided stays: no rule has decided it
    const decidedBy = ping.decidedKind === 'person' ? null : (ruled.policy.ruleId ?? null);
    await this.hits.record(ping, tried, decidedBy);
    return ruled;
  }

  private async tryAll(
    siteId: string,
    rules: readonly ActiveRule[],
    facts: RuleFacts,
    workMs: number,
  ): Promise<Tried[]> {
    const now = this.clock.now();
    const trials = [...rules].sort(liveFirst).flatMap((rule) => {
      const { conditions } = rule;
      return conditions && !isResting(rule, now) ? [{ rule, conditions }] : [];
    });
    const budget = ofWork(workMs);
    const attempts = await tryRules(
      trials.map(({ rule, conditions }) => ({ rule: nameOf(rule), conditions })),
      facts,
      (sets) =>
        this.patterns.try(sets, {
          ...{ lane: 'live', who: siteId, budget },
          onCost: (name, ms) => this.costs.add(ruleIdOf(name), ms),
        }),
    );
    const tried = new Map(trials.map(({ rule }, at) => [rule.id, attempts[at]]));
    return rules.map((rule) => ({ rule, ...(tried.get(rule.id) ?? untried(rule)) }));
  }
}

/** A rule that only counts takes no time from one that acts. */
const liveFirst = (a: ActiveRule, b: ActiveRule): number =>
  Number(b.state === 'live') - Number(a.state === 'live');

const untried = ({ fault }: ActiveRule): Attempt => ({
  match: 'fault',
  fault: fault?.message ?? 'Its conditions cannot be read',
  isOwn: true,
});

/** Whether everything that the rule asks for is known already. */
function isKnown({ conditions }: ActiveRule, facts: RuleFacts): boolean {
  return (
    conditions !== null &&
    conditionsOf(conditions).every(({ field, operator, value }) => {
      const others = operator === 'same-as' ? (value as (keyof RuleFacts)[]) : [];
      return [field, ...others].every((name) => facts[name] !== undefined);
    })
  );
}

/** Pure: points first, then the rules that decide; spam before hold, hold before approve. */
export function decide(
  tried: readonly Tried[],
  evidence: Evidence,
  judged: Judgement,
  { model, policy }: SiteJudge,
  place: (judgement: Judgement) => Placement,
): Ruled {
  const live = tried.filter(({ rule }) => rule.state === 'live');
  const hits = live.filter(({ match }) => match === 'yes');
  const without = place(judged);
  const points = hits.flatMap(({ rule }) =>
    rule.action.do === 'points' ? [{ rule, points: rule.action.points }] : [],
  );
  const judgement = withPoints(
    judged,
    evidence,
    model,
    policy,
    points.map(({ rule, points }) => ({
      signal: `rule:${rule.id}`,
      points,
      because: `Rule: ${rule.name}`,
    })),
  );
  const placed = place(judgement);
  const tipped = placed.status !== without.status ? heaviest(points) : null;
  const base: Placement = tipped
    ? { ...placed, because: `${placed.because} (rule “${tipped.name}”)`, ruleId: tipped.id }
    : placed;
  // a page that is not there, or the site itself kept out: no rule says more
  if (base.status === 'rejected') return { judgement, policy: base };
  const by = (action: string) => hits.find(({ rule }) => rule.action.do === action)?.rule;
  const forced = forcedBy(by, live, evidence);
  return { judgement, policy: forced ?? base };
}

function forcedBy(
  by: (action: string) => ActiveRule | undefined,
  live: readonly Tried[],
  { reputation, verification, link }: Evidence,
): Placement | null {
  const spam = by('spam');
  if (spam)
    return { status: 'spam', because: `The rule “${spam.name}” calls it spam`, ruleId: spam.id };
  if (reputation.blocked !== null) return null;
  const broken = live.find(({ match }) => match === 'fault');
  if (broken)
    return {
      status: 'pending',
      because: broken.isOwn
        ? `The rule “${broken.rule.name}” could not be tried, so a person decides`
        : `The rule “${broken.rule.name}” was not tried, since the rules before it used up the time for this ping; a person decides`,
      ruleId: broken.rule.id,
    };
  const hold = by('hold');
  if (hold)
    return {
      status: 'pending',
      because: `The rule “${hold.name}” leaves it to a person`,
      ruleId: hold.id,
    };
  const approve = by('approve');
  if (approve && verification.state === 'linked' && link?.visible === true)
    return {
      status: 'approved',
      because: `The rule “${approve.name}” approves it, and the link is proven`,
      ruleId: approve.id,
    };
  return null;
}

function heaviest(points: { rule: ActiveRule; points: number }[]): ActiveRule | null {
  const [first] = [...points].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return first?.rule ?? null;
}
