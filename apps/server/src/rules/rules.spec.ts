// Rules in the pipeline: what they do, count, flag and take back.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Decision,
  List,
  PingDetail,
  Problem,
  Rule,
  RuleVersion,
  Site,
  Target,
  UndoRuleResult,
} from '@trackwarden/contracts';
import { Sweeper } from '../upkeep/sweeper.js';
import { RuleCosts } from './rule-costs.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { createRule, ruleNow, SLOW_PATTERN, wordRule } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

let server: TestServer;
let senders: SourceSite;
let site: Site;
let target: Target;
let made = 0;

/** A ping with a proven link and this title. */
async function send(title: string, claims: Record<string, string> = {}): Promise<PingDetail> {
  made += 1;
  const source = senders.page(`/post-${made}`, linkingPage(target.url, title));
  return pingAndEvaluate(server, target, source, { title, ...claims });
}
const asksFor = ({ source }: PingDetail) => senders.requests(new URL(source).pathname);

beforeAll(async () => {
  [server, senders] = [await startTestServer(), await startSourceSite()];
  site = await createSite(server);
  target = await createTarget(server, site);
});
afterAll(async () => {
  await senders.stop();
  await server.stop();
});

describe('a live rule', () => {
  it('that calls a ping spam by what the sender says causes no request', async () => {
    const rule = await createRule(server, site.id, wordRule('casino'));
    const ping = await send('The casino next door');
    expect(ping).toMatchObject({ status: 'spam', decidedBy: { kind: 'rule', id: rule.id } });
    expect(ping.timeline.at(-1)?.text).toContain('The rule “The word casino” calls it spam');
    expect(asksFor(ping)).toHaveLength(0);
    expect(ping.because).toBe('The rule “The word casino” calls it spam');
    // nobody asked the source: that is not held against it
    expect(ping.signals.map(({ signal }) => signal)).not.toContain('link-missing');
  });

  it('leaves alone what it does not meet', async () => {
    const ping = await send('A post about occasions');
    expect(ping).toMatchObject({ status: 'pending', decidedBy: { kind: 'policy' } });
    expect(asksFor(ping)).toHaveLength(1);
  });

  it('adds its points to the score, so that all points still add up', async () => {
    const rule = await createRule(
      server,
      site.id,
      wordRule('outlet', { action: { do: 'points', points: 1.234 } }),
    );
    const ping = await send('An outlet');
    expect(ping.signals).toContainEqual(
      expect.objectContaining({ signal: `rule:${rule.id}`, points: 1.234 }),
    );
    const sum = ping.signals.reduce((total, { points }) => total + points, ping.prior ?? 0);
    expect(ping.score).toBeCloseTo(100 / (1 + Math.exp(-sum)), 1);
  });

  it('answers for the change of status when its points tip the scale', async () => {
    const rule = await createRule(
      server,
      site.id,
      wordRule('jackpot', { action: { do: 'points', points: 9 } }),
    );
    const ping = await send('Jackpot', { blog_name: 'Jackpot' });
    expect(ping).toMatchObject({ status: 'spam', decidedBy: { kind: 'rule', id: rule.id } });
  });

  it('approves a proven link, and nothing without one', async () => {
    await createRule(server, site.id, wordRule('compost', { action: { do: 'approve' } }));
    expect(await send('On compost')).toMatchObject({ status: 'approved' });
    const bare = senders.page('/bare', '<p>No link here</p>');
    const ping = await pingAndEvaluate(server, target, bare, { title: 'On compost' });
    expect(ping.status).toBe('spam');
  });

  it('that has expired does nothing', async () => {
    const expiresAt = new Date(server.now().getTime() + 3_600_000).toISOString();
    await createRule(server, site.id, wordRule('lottery', { expiresAt }));
    expect(await send('A lottery')).toMatchObject({ status: 'spam' });
    server.passTime(3_600_001);
    expect(await send('Another lottery')).toMatchObject({ status: 'pending' });
  });

  it('that is changed acts by its new conditions from the next ping on', async () => {
    const rule = await createRule(server, site.id, wordRule('pachinko'));
    expect(await send('Pachinko')).toMatchObject({ status: 'spam' });
    const { conditions } = wordRule('mahjong');
    await server.api.patch(`/rules/${rule.id}`, { conditions });
    expect(await send('Pachinko again')).toMatchObject({ status: 'pending' });
    expect(await send('Mahjong')).toMatchObject({ status: 'spam' });
    await server.api.delete(`/rules/${rule.id}`);
    expect(await send('Mahjong again')).toMatchObject({ status: 'pending' });
  });

  it('never changes what a person has decided', async () => {
    const ping = await send('A roulette wheel');
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: ping.id }] });
    await createRule(server, site.id, wordRule('roulette'));
    const again = await pingAndEvaluate(server, target, ping.source, { title: 'A roulette wheel' });
    expect(again).toMatchObject({ status: 'approved', decidedBy: { kind: 'person' } });
  });
});

describe('a shadow rule', () => {
  it('only counts, and is measured against what people decide', async () => {
    const rule = await createRule(server, site.id, wordRule('poker', { state: 'shadow' }));
    const [spam, , wanted] = [
      await send('Poker'),
      await send('poker'),
      await send('My poker hand'),
    ];
    expect(spam).toMatchObject({ status: 'pending', decidedBy: { kind: 'policy' } });
    expect(spam.signals.map(({ signal }) => signal)).not.toContain(`rule:${rule.id}`);
    await server.api.post('/decisions', { verdict: 'spam', pings: [{ id: spam.id }] });
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: wanted.id }] });
    expect((await ruleNow(server, rule.id)).statistics).toMatchObject({
      hits: 3,
      agree: 1,
      disagree: 1,
      precision: 0.5,
      reversals: 0,
    });
  });
});

describe('the cost of a rule', () => {
  it('is what its regular expressions take for a ping, and unknown while none was needed', async () => {
    const costly = await createRule(server, site.id, {
      ...wordRule('sic'),
      conditions: {
        match: 'all',
        items: [{ field: 'title', operator: 'matches', value: 'sic b[o0]' }],
      },
    });
    const plain = await createRule(server, site.id, wordRule('fan-tan'));
    await send('Sic bo, and fan-tan');
    await server.app.get(RuleCosts).write();
    expect((await ruleNow(server, costly.id)).statistics.costMs).toBeGreaterThan(0);
    expect((await ruleNow(server, plain.id)).statistics.costMs).toBeNull();
  });
});

describe('a rule that cannot be tried', () => {
  it('is refused with the place and the reason', async () => {
    const { status, body } = await server.api.post<Problem>(`/sites/${site.id}/rules`, {
      ...wordRule('x'),
      conditions: { match: 'all', items: [{ field: 'title', operator: 'matches', value: '(' }] },
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      {
        pointer: '/conditions/items/0/value',
        message: expect.stringContaining('is no regular expression that RE2 knows') as unknown,
      },
    ]);
  });

  it('holds the ping for a person and is flagged, and a change takes the flag away', async () => {
    const rule = await createRule(server, site.id, wordRule('broken'));
    // as after an upgrade of the engine: nothing lets a broken one in
    const broken = { match: 'all', items: [{ field: 'title', operator: 'matches', value: '(' }] };
    for (const [conditions, message] of [
      [broken, 'is not valid'],
      [{ unheard: 'of' }, 'cannot be read'],
    ] as const) {
      await server.query(
        'UPDATE rules SET conditions = $2, version = version + 1, fault = NULL WHERE id = $1',
        [rule.id, JSON.stringify(conditions)],
      );
      const ping = await send('Anything');
      expect(ping).toMatchObject({ status: 'pending', decidedBy: { kind: 'rule', id: rule.id } });
      expect((await ruleNow(server, rule.id)).fault?.message).toContain(message);
    }
    expect((await server.api.get(`/sites/${site.id}`)).status).toBe(200);
    const { body } = await server.api.patch<Rule>(`/rules/${rule.id}`, {
      conditions: wordRule('mended').conditions,
    });
    expect(body.fault).toBeNull();
    expect(await send('Anything else')).toMatchObject({ decidedBy: { kind: 'policy' } });
  });
});

describe('a rule that takes too long', () => {
  it('holds the ping, and rests before it is tried again', async () => {
    const slow = await createSite(server, {}, 'https://slow.example');
    const entry = await createTarget(server, slow);
    const { id } = await createRule(server, slow.id, wordRule('never'));
    const value = [SLOW_PATTERN];
    await server.query('UPDATE rules SET conditions = $2 WHERE id = $1', [
      id,
      JSON.stringify({
        match: 'all',
        items: [{ field: 'page-text', operator: 'matches', value }],
      }),
    ]);
    const long = `${'ab'.repeat(2_000)} `;
    const page = (at: number) => senders.page(`/slow-${at}`, linkingPage(entry.url, long));
    const held = await pingAndEvaluate(server, entry, page(1));
    expect(held).toMatchObject({ status: 'pending', decidedBy: { kind: 'rule', id } });
    const { fault } = await ruleNow(server, id);
    expect(fault?.message).toContain('took longer than');
    // whatever it asks for now: it rests
    await server.query('UPDATE rules SET conditions = $2, version = version + 1 WHERE id = $1', [
      id,
      JSON.stringify(wordRule('never').conditions),
    ]);
    expect((await pingAndEvaluate(server, entry, page(2))).decidedBy).toEqual({ kind: 'rule', id });
    server.passTime(600_001);
    expect((await pingAndEvaluate(server, entry, page(3))).decidedBy.kind).toBe('policy');
  });
});

describe('what a rule did', () => {
  it('is taken back as one decision, which can be undone itself', async () => {
    const rule = await createRule(server, site.id, wordRule('baccarat'));
    const pings = [await send('Baccarat'), await send('More baccarat')];
    const kept = await send('Baccarat again');
    await server.api.post('/decisions', { verdict: 'spam', pings: [{ id: kept.id }] });
    const { body } = await server.api.post<UndoRuleResult>(`/rules/${rule.id}/undo-effects`, {
      toShadow: true,
    });
    expect(body.affected).toBe(2);
    const statusNow = async ({ id }: PingDetail) =>
      (await server.api.get<PingDetail>(`/pings/${id}`)).body.status;
    expect(await Promise.all(pings.map(statusNow))).toEqual(['pending', 'pending']);
    expect(await statusNow(kept)).toBe('spam');
    expect((await ruleNow(server, rule.id)).state).toBe('shadow');
    const { body: history } = await server.api.get<List<Decision>>(`/decisions?siteId=${site.id}`);
    expect(history.items[0]).toMatchObject({ id: body.decisionId, affected: 2 });
    await server.api.post(`/decisions/${body.decisionId ?? ''}/undo`);
    expect(await Promise.all(pings.map(statusNow))).toEqual(['spam', 'spam']);
    // and nobody looks at what is spam again
    server.passTime(30_001);
    await server.app.get(Sweeper).sweep();
    await server.drain();
    expect(await Promise.all(pings.map(statusNow))).toEqual(['spam', 'spam']);
  });

  it('without a look at the source has the source looked at once it is taken back', async () => {
    const rule = await createRule(server, site.id, wordRule('keno'));
    const ping = await send('Keno, a village in Yukon');
    expect(asksFor(ping)).toHaveLength(0);
    await server.api.post(`/rules/${rule.id}/undo-effects`, { toShadow: true });
    server.passTime(30_001);
    await server.app.get(Sweeper).sweep();
    await server.drain();
    expect(asksFor(ping)).toHaveLength(1);
    const { body } = await server.api.get<PingDetail>(`/pings/${ping.id}`);
    expect(body).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
  });

  it('is taken back when the rule is deleted, too, while pings stand as it placed them', async () => {
    const rule = await createRule(server, site.id, wordRule('craps'));
    const ping = await send('Craps');
    await server.api.delete(`/rules/${rule.id}`);
    const takeBack = () =>
      server.api.post<UndoRuleResult>(`/rules/${rule.id}/undo-effects`, { toShadow: true });
    const { status, body } = await takeBack();
    expect([status, body.affected]).toEqual([200, 1]);
    const { body: after } = await server.api.get<PingDetail>(`/pings/${ping.id}`);
    expect(after.status).toBe('pending');
    expect(after.timeline.at(-1)?.text).toContain('What a deleted rule did, taken back by Owner');
    expect((await takeBack()).status).toBe(404);
  });

  it('is taken back only since the given time', async () => {
    const rule = await createRule(server, site.id, wordRule('bingo'));
    await send('Bingo');
    server.passTime(60_000);
    const since = server.now().toISOString();
    await send('Bingo again');
    const { body } = await server.api.post<UndoRuleResult>(`/rules/${rule.id}/undo-effects`, {
      since,
    });
    expect(body.affected).toBe(1);
  });
});

describe('the versions of a rule', () => {
  it('say who changed what, and an earlier one can be had back', async () => {
    const rule = await createRule(server, site.id, wordRule('slots', { state: 'draft' }));
    await server.api.patch(`/rules/${rule.id}`, { name: 'Machines', state: 'shadow' });
    await server.api.patch(`/rules/${rule.id}`, { conditions: wordRule('reels').conditions });
    const { body } = await server.api.get<List<RuleVersion>>(`/rules/${rule.id}/versions`);
    expect(body.items.map(({ version, changed, by }) => [version, changed, by.name])).toEqual([
      [3, ['conditions'], 'Owner'],
      [2, ['name', 'state'], 'Owner'],
      [1, [], 'Owner'],
    ]);
    const { body: back } = await server.api.post<Rule>(`/rules/${rule.id}/rollback`, {
      version: 1,
    });
    expect(back).toMatchObject({ version: 4, name: 'The word slots', state: 'shadow' });
    expect(back.conditions.items).toEqual([
      expect.objectContaining({ field: 'title', value: ['slots'] }),
    ]);
  });

  it('refuse a change of a version that is not the present one', async () => {
    const rule = await createRule(server, site.id, wordRule('dice', { state: 'draft' }));
    await server.api.patch(`/rules/${rule.id}`, { name: 'Dice' });
    const { status, body } = await server.api.patch<Problem>(`/rules/${rule.id}`, {
      name: 'Other dice',
      version: 1,
    });
    expect([status, body.code, body.presentVersion]).toEqual([409, 'version-conflict', 2]);
    expect(body.detail).toBe('Somebody changed the rule meanwhile: it is version 2 now.');
    expect(await ruleNow(server, rule.id)).toMatchObject({ name: 'Dice', version: 2 });
  });

  it('are not made by a change that changes nothing', async () => {
    const rule = await createRule(server, site.id, wordRule('keno', { state: 'draft' }));
    for (const change of [{}, { name: rule.name }, { version: 1, conditions: rule.conditions }])
      expect((await server.api.patch(`/rules/${rule.id}`, change)).body).toMatchObject({
        version: 1,
      });
    await server.api.post(`/rules/${rule.id}/rollback`, { version: 1 });
    expect(await ruleNow(server, rule.id)).toMatchObject({ version: 1 });
  });

  it('refuse a way back that was chosen before somebody else changed the rule', async () => {
    const rule = await createRule(server, site.id, wordRule('faro', { state: 'draft' }));
    await server.api.patch(`/rules/${rule.id}`, { name: 'Faro', version: 1 });
    await server.api.patch(`/rules/${rule.id}`, { name: 'Pharaoh', version: 2 });
    const back = (seenVersion: number) =>
      server.api.post<Problem>(`/rules/${rule.id}/rollback`, { version: 1, seenVersion });
    const { status, body } = await back(2);
    expect([status, body.code, body.presentVersion]).toEqual([409, 'version-conflict', 3]);
    expect((await back(3)).status).toBe(200);
  });
});

describe('the expiry of a rule', () => {
  const past = '2020-01-01T00:00:00.000Z';
  const refused = [{ pointer: '/expiresAt', message: 'must be in the future' }];
  const inMs = (ms: number) => new Date(server.now().getTime() + ms).toISOString();
  const draft = (expiresAt: string | null) => wordRule('raffle', { state: 'draft', expiresAt });
  const patch = (id: string, change: object) =>
    server.api.patch<Rule & Problem>(`/rules/${id}`, change);

  it('lies in the future when it is set', async () => {
    const { status, body } = await server.api.post<Problem>(`/sites/${site.id}/rules`, draft(past));
    expect([status, body.errors]).toEqual([400, refused]);
    const { id } = await createRule(server, site.id, draft(null));
    expect((await patch(id, { expiresAt: past })).body.errors).toEqual(refused);
    expect((await patch(id, { expiresAt: inMs(60_000) })).status).toBe(200);
  });

  it('once it has passed leaves the rest of the rule to change', async () => {
    const expiresAt = inMs(60_000);
    const { id } = await createRule(server, site.id, draft(expiresAt));
    server.passTime(60_001);
    expect((await patch(id, { expiresAt, note: 'It was for a while' })).status).toBe(200);
    expect((await patch(id, { expiresAt: past })).body.errors).toEqual(refused);
  });

  it('that has passed is not brought back with an earlier version', async () => {
    const { id } = await createRule(server, site.id, draft(inMs(60_000)));
    await patch(id, { name: 'For good', expiresAt: null });
    server.passTime(60_001);
    const { body } = await server.api.post<Rule>(`/rules/${id}/rollback`, { version: 1 });
    expect(body).toMatchObject({ name: 'The word raffle', expiresAt: null });
  });
});

describe('a young rule that fires far too widely', () => {
  it('goes back to shadow by itself and says so', async () => {
    const crowded = await createSite(server, {}, 'https://crowded.example');
    const entry = await createTarget(server, crowded);
    const { id } = await createRule(server, crowded.id, {
      ...wordRule('x'),
      conditions: {
        match: 'all',
        items: [{ field: 'source-host', operator: 'equals', value: '127.0.0.1' }],
      },
      action: { do: 'points', points: 0.5 },
    });
    for (let at = 0; at < 10; at += 1)
      await pingAndEvaluate(server, entry, senders.page(`/crowd-${at}`, linkingPage(entry.url)));
    const rule = await ruleNow(server, id);
    expect(rule.state).toBe('shadow');
    expect(rule.demoted?.because).toBe('It met 100 % of all pings (10 of 10)');
    const { body } = await server.api.get<List<RuleVersion>>(`/rules/${id}/versions`);
    expect(body.items[0]).toMatchObject({ changed: ['state'], by: { kind: 'rule' } });
  });
});
