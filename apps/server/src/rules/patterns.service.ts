// Tries the regular expressions of rules in threads of their own: linear time, capped text, and deadlines.
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { FairTurns } from './fair-turns.js';
import { RULE_MS, type PatternBudget } from './pattern-budget.js';
import { PatternThread, type Trial, type Tried } from './pattern-thread.js';

/** Characters of a text that a pattern sees. */
export const PATTERN_TEXT_CAP = 4_096;
/** More rules than ever are slow within the same moment. */
const MOST_REMEMBERED = 1_000;

/** The patterns of one rule on one ping; `rule` names the rule and its version where it has one. */
export type PatternSet = { rule: string | null; trials: readonly Trial[] };

/** `tookMs` of the rule's own thread time, for each rule that was reached. */
export type OnCost = (rule: string, tookMs: number) => void;

/** `late`: the rule's own second was not enough. `unreached`: others had used up the budget. */
export type Outcome = Tried[] | 'late' | 'unreached';

export type Asking = {
  /** Pings never wait for what somebody tries out. */
  lane: 'live' | 'trial';
  /** Whose turn it is: the id of a site. */
  who: string;
  budget: PatternBudget;
  onCost?: OnCost;
};

class Lane {
  readonly thread = new PatternThread();
  readonly turns = new FairTurns();
}

@Injectable()
export class Patterns implements OnApplicationShutdown {
  private readonly lanes = { live: new Lane(), trial: new Lane() };
  /** When a rule was found to be too slow, by its name. */
  private readonly lateAt = new Map<string, number>();

  /** One outcome per set, in order; never rejects. A set has a second, and all of them the budget. */
  async try(sets: readonly PatternSet[], asking: Asking): Promise<Outcome[]> {
    const askedAt = performance.now();
    const outcomes: Outcome[] = [];
    for (const { rule, trials } of sets) {
      const capped = trials.map(({ pattern, text }) => ({
        pattern,
        text: text.slice(0, PATTERN_TEXT_CAP),
      }));
      outcomes.push(await this.run({ rule, trials: capped }, asking, askedAt));
    }
    return outcomes;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.lanes).map(({ thread }) => thread.end()));
  }

  private run(
    { rule, trials }: PatternSet,
    { lane, who, budget, onCost }: Asking,
    askedAt: number,
  ): Promise<Outcome> {
    const { thread, turns } = this.lanes[lane];
    return turns.take(who, async () => {
      // pings that came together: what one of them has found out needs no second try
      if (rule !== null && (this.lateAt.get(rule) ?? 0) > askedAt) return 'late';
      const allowedMs = Math.min(RULE_MS, budget.leftMs());
      if (allowedMs <= 0) return 'unreached';
      const { answers, tookMs } = await thread.run(trials, allowedMs);
      // the last pattern may have gone on beyond the end: that is not taken from the next rule
      budget.spend(Math.min(tookMs, allowedMs));
      if (rule !== null) onCost?.(rule, tookMs);
      if (answers.length === trials.length) return answers;
      if (allowedMs < RULE_MS) return 'unreached';
      if (rule !== null) this.remember(rule);
      return 'late';
    });
  }

  private remember(rule: string): void {
    if (this.lateAt.size >= MOST_REMEMBERED) this.lateAt.clear();
    this.lateAt.set(rule, performance.now());
  }
}
