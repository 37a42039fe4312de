// Rules whose regular expressions are slow together: bounded for a rule, for a ping and for a dry run.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DryRunResult, Rule, Site, Target } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { createRule, ruleNow, SLOW_PATTERNS, wordRule } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { FairTurns } from './fair-turns.js';
import { ofWork } from './pattern-budget.js';
import { Patterns, type Asking, type PatternSet } from './patterns.service.js';
import { tryRules } from './try-rules.js';

const LONG = 'ab'.repeat(2_048);
const slow = (rule: string | null): PatternSet => ({
  rule,
  trials: SLOW_PATTERNS.map((pattern) => ({ pattern, text: LONG })),
});
const quick: PatternSet = { rule: null, trials: [{ pattern: 'b$', text: LONG }] };

describe('the patterns of rules', () => {
  const patterns = new Patterns();
  afterAll(() => patterns.onApplicationShutdown());
  const asking = (change: Partial<Asking> = {}): Asking => ({
    ...{ lane: 'live', who: 'a site', budget: ofWork(60_000) },
    ...change,
  });

  it('have a second together, and those of the next rule are tried', async () => {
    expect(await patterns.try([slow(null), quick], asking())).toEqual(['late', [{ found: true }]]);
  });

  it('that were found slow for one ping are not tried for those that came with it', async () => {
    const [first, second] = [ofWork(60_000), ofWork(60_000)];
    const outcomes = await Promise.all([
      patterns.try([slow('one rule')], asking({ budget: first })),
      patterns.try([slow('one rule')], asking({ budget: second })),
    ]);
    expect(outcomes).toEqual([['late'], ['late']]);
    expect([first.leftMs() < 60_000, second.leftMs()]).toEqual([true, 60_000]);
  });

  it('are not reached once the others have used up the time of a ping', async () => {
    const budget = ofWork(1_500);
    expect(await patterns.try([slow(null), slow(null), quick], asking({ budget }))).toEqual([
      ...['late', 'unreached', 'unreached'],
    ]);
  });

  it('wait for no one who only tries something out', async () => {
    const done: string[] = [];
    // both threads run already
    await patterns.try([quick], asking({ lane: 'trial' }));
    const trial = patterns
      .try([slow(null)], asking({ lane: 'trial' }))
      .then(() => done.push('trial'));
    await patterns.try([quick], asking()).then(() => done.push('live'));
    await trial;
    expect(done).toEqual(['live', 'trial']);
  });

  it('that others left no time for are no fault of their rule', async () => {
    const conditions = {
      match: 'all' as const,
      items: [{ field: 'title' as const, operator: 'matches' as const, value: ['a'] }],
    };
    const attempts = await tryRules([{ rule: null, conditions }], { title: 'a' }, () =>
      Promise.resolve(['unreached']),
    );
    expect(attempts).toEqual([
      { match: 'fault', fault: expect.stringContaining('used up') as unknown, isOwn: false },
    ]);
  });

  it('are not asked for what other conditions settle', async () => {
    const items = [
      { field: 'title' as const, operator: 'word' as const, value: ['moss'] },
      { field: 'title' as const, operator: 'matches' as const, value: SLOW_PATTERNS },
    ];
    const asked: PatternSet[] = [];
    const attempts = await tryRules(
      [{ rule: null, conditions: { match: 'any', items } }],
      { title: 'moss' },
      (sets) => Promise.resolve((asked.push(...sets), [])),
    );
    expect([attempts[0]?.match, asked]).toEqual(['yes', []]);
  });
});

describe('turns', () => {
  it('go round among those who ask, however long the line of one of them is', async () => {
    const turns = new FairTurns();
    const order: string[] = [];
    const take = (who: string, what: string) =>
      turns.take(who, () => Promise.resolve(order.push(what)));
    await Promise.all([
      ...['a1', 'a2', 'a3'].map((what) => take('a', what)),
      ...['b1', 'b2'].map((what) => take('b', what)),
    ]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });

  it('go on after work that failed', async () => {
    const turns = new FairTurns();
    const failing = turns.take('a', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await turns.take('a', () => Promise.resolve('done'))).toBe('done');
  });
});

describe('a rule of many patterns that are slow together', () => {
  let server: TestServer;
  let senders: SourceSite;
  let site: Site;
  let target: Target;
  const items = [0, 20, 40].map((from) => ({
    ...{ field: 'page-text' as const, operator: 'matches' as const },
    value: SLOW_PATTERNS.slice(from, from + 20),
  }));
  const conditions = { match: 'any' as const, items };
  const send = (at: number) =>
    pingAndEvaluate(server, target, senders.page(`/long-${at}`, linkingPage(target.url, LONG)));

  beforeAll(async () => {
    [server, senders] = [await startTestServer(), await startSourceSite()];
    site = await createSite(server);
    target = await createTarget(server, site);
    for (const at of [1, 2, 3, 4, 5]) await send(at);
  });
  afterAll(async () => {
    await senders.stop();
    await server.stop();
  });

  it('is given up by a dry run within a ping, which says at how many it looked', async () => {
    const { body } = await server.api.post<DryRunResult>(`/sites/${site.id}/rules/dry-run`, {
      conditions,
    });
    expect(body).toMatchObject({ isWhole: false, total: 0 });
    expect(body.looked).toBeLessThan(5);
    expect(body.fault).toContain('together took longer than');
  });

  it('is marked as broken, and its pings wait for a person', async () => {
    const rules: Rule[] = [];
    for (const name of ['One', 'Two', 'Three'])
      rules.push(await createRule(server, site.id, { ...wordRule('x'), name, conditions }));
    const [first] = rules;
    const ping = await send(6);
    expect(ping).toMatchObject({
      status: 'pending',
      decidedBy: { kind: 'rule', id: first?.id },
    });
    const faults = await Promise.all(
      rules.map(async ({ id }) => (await ruleNow(server, id)).fault?.message ?? null),
    );
    // the third was not reached, and is not called broken for that
    expect(faults).toEqual([
      expect.stringContaining('together took longer than'),
      expect.stringContaining('together took longer than'),
      null,
    ]);
  });
});
