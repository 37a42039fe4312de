// Import, export, dry run and the preview of thresholds, over HTTP and on pings that were judged.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  DryRunResult,
  List,
  ListEntry,
  PingDetail,
  Problem,
  Rule,
  RuleBatch,
  RuleCondition,
  RulesFile,
  Site,
  Target,
  ThresholdsPreview,
} from '@trackwarden/contracts';
import { holding } from '../../test/locks.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { sendRaw } from '../../test/raw-http.js';
import { addEntry, createRule, wordRule } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { starterRules } from './starter-rules.js';

let server: TestServer;
let senders: SourceSite;
let site: Site;

beforeAll(async () => {
  [server, senders] = [await startTestServer(), await startSourceSite()];
  site = await createSite(server);
});
afterAll(async () => {
  await senders.stop();
  await server.stop();
});

const bring = (body: object) => server.api.post<RuleBatch>(`/sites/${site.id}/rules/import`, body);
const rules = async () =>
  (await server.api.get<List<Rule>>(`/sites/${site.id}/rules?limit=200`)).body.items;
const entries = async () =>
  (await server.api.get<List<ListEntry>>(`/sites/${site.id}/lists?limit=200`)).body.items;
const text = async (format: string) =>
  (
    await fetch(`${server.url}/api/v1/sites/${site.id}/rules/export?format=${format}`, {
      headers: { cookie: server.api.cookie ?? '' },
    })
  ).text();

describe('an import', () => {
  it('of WordPress disallowed keys tells words, domains and addresses apart, and is reverted whole', async () => {
    const content =
      'cheap pills\r\noutlet\n\ncasino.example.org\n203.0.113.9\n198.51.100.0/24\n???\n# a note\n';
    const { status, body } = await bring({
      name: 'From the blog',
      format: 'disallowed-keys',
      content,
    });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({
        ...{ rules: 1, words: 2, entries: 3, skippedCount: 1 },
        skipped: [{ line: 7, text: '???', because: 'holds no word' }],
      }),
    ]);
    const [rule] = await rules();
    expect(rule).toMatchObject({ name: 'From the blog', state: 'shadow', batchId: body.id });
    expect((await entries()).map(({ scope, value }) => `${scope} ${value}`).sort()).toEqual([
      'domain casino.example.org',
      'network 198.51.100.0/24',
      'network 203.0.113.9',
    ]);
    const { body: reverted } = await server.api.post<RuleBatch>(`/rules/imports/${body.id}/revert`);
    expect(reverted.revertedAt).not.toBeNull();
    expect([await rules(), await entries()]).toEqual([[], []]);
    expect((await server.api.post(`/rules/imports/${body.id}/revert`)).status).toBe(409);
  });

  it('of disallowed keys blocks names of one owner only; all others are words', async () => {
    const words = [
      ...['404.php', 'o.the', 'www.seo', '-uk.net', 'co.uk', 'msk.ru', 'github.io'],
      ...['blogspot.com', 'wordpress.com', 'telegra.ph', 'a0.asp', 'nosuch.unlisted'],
    ];
    const domains = ['shop.example.co.uk', 'example.com', 'ann.github.io'];
    const { body } = await bring({
      ...{ name: 'Mixed', format: 'disallowed-keys', content: [...words, ...domains].join('\n') },
    });
    expect(body).toMatchObject({ words: words.length, entries: domains.length, skippedCount: 0 });
    expect((await entries()).map(({ value }) => value).sort()).toEqual([...domains].sort());
    const [rule] = await rules();
    const items = (rule?.conditions.items ?? []) as RuleCondition[];
    expect(items.map(({ value }) => [...value].sort())).toEqual(items.map(() => [...words].sort()));
    expect(items.map(({ field }) => field)).toContain('source-url');
    await server.api.post(`/rules/imports/${body.id}/revert`);
  });

  it('of more than 5,000 words makes a rule for each 5,000', async () => {
    const content = Array.from({ length: 5_001 }, (_, at) => `word${at}`).join('\n');
    const { body } = await bring({ name: 'Long', format: 'disallowed-keys', content });
    expect(body).toMatchObject({ rules: 2, words: 5_001 });
    expect((await rules()).map(({ name }) => name).sort()).toEqual(['Long (1)', 'Long (2)']);
    await server.api.post(`/rules/imports/${body.id}/revert`);
  });

  it('of a domain list understands notes, several names a line and networks, and names the rest', async () => {
    const lines = [
      ...['[Adblock Plus 2.0]', '! a note', '# another', 'one.example,two.example; three.example'],
      ...['0.0.0.0 four.example five.example', '2001:db8::/32', '10.0.0.0/8', '2001:db8::1'],
      ...['-bad-.example', 'co.uk', 'x..example', 'good.example not,b!d.example', 'blogspot.com'],
    ];
    const { body } = await bring({ name: 'Mixed', format: 'domains', content: lines.join('\n') });
    expect((await entries()).map(({ scope, value }) => `${scope} ${value}`).sort()).toEqual([
      ...['domain [2001:db8::1]', 'domain five.example', 'domain four.example'],
      ...['domain one.example', 'domain three.example', 'domain two.example'],
      ...['network 10.0.0.0/8', 'network 2001:db8::/32'],
    ]);
    expect(body).toMatchObject({ entries: 8, skippedCount: 5 });
    expect(body.skipped.map(({ line, because }) => [line, because])).toEqual([
      [9, 'must be a domain such as casino.example'],
      [10, expect.stringContaining('is shared by many')],
      [11, 'must be a domain such as casino.example'],
      [12, '“not” must be a domain such as casino.example'],
      [13, expect.stringContaining('is shared by many')],
    ]);
    await server.api.post(`/rules/imports/${body.id}/revert`);
  });

  it('of a domain list leaves what was there before, also when it is reverted', async () => {
    await addEntry(server, site.id, { list: 'block', scope: 'domain', value: 'one.example' });
    const content =
      '0.0.0.0 one.example\n||two.example^\nhttps://three.example/ # a note\nfour.example/spam\n';
    const { body } = await bring({ name: 'Shared', format: 'domains', content });
    expect(body).toMatchObject({ entries: 3, skipped: [] });
    expect((await text('domains')).split('\n').sort()).toEqual([
      '',
      'one.example',
      'three.example',
      'two.example',
    ]);
    await server.api.post(`/rules/imports/${body.id}/revert`);
    expect((await entries()).map(({ value }) => value)).toEqual(['one.example']);
  });

  it('is reverted after a change of its site, and holds nothing that the change could wait for', async () => {
    const { body } = await bring({ name: 'Late', format: 'domains', content: 'late.example' });
    const held = await holding(server, 'SELECT FROM sites WHERE id = $1 FOR UPDATE', [site.id]);
    const reverted = server.api.post(`/rules/imports/${body.id}/revert`);
    await held.isWaitedFor();
    const free = server.query('SELECT FROM rule_batches WHERE id = $1 FOR UPDATE NOWAIT', [
      body.id,
    ]);
    await expect(free).resolves.toHaveLength(1);
    await held.release();
    expect((await reverted).status).toBe(200);
  });

  it('takes what the export gives', async () => {
    await createRule(server, site.id, wordRule('exported', { state: 'draft' }));
    const { body: file } = await server.api.get<RulesFile>(`/sites/${site.id}/rules/export`);
    const other = await createSite(server, {}, 'https://other.example');
    const { body } = await server.api.post<RuleBatch>(`/sites/${other.id}/rules/import`, {
      ...{ name: 'Copy', format: 'json', content: JSON.stringify(file) },
    });
    expect(body).toMatchObject({ rules: 1, entries: 1 });
    const { body: copy } = await server.api.get<RulesFile>(`/sites/${other.id}/rules/export`);
    expect(copy).toEqual(file);
  });

  it('takes the export of long lists, which is longer than other bodies may be', async () => {
    const long = await createSite(server, {}, 'https://long.example');
    const words = Array.from({ length: 20_000 }, (_, at) => `word${at}`).join('\n');
    const domains = Array.from({ length: 2_500 }, (_, at) => `domain${at}.example`).join('\n');
    for (const [format, content] of Object.entries({ 'disallowed-keys': words, domains }))
      await server.api.post(`/sites/${long.id}/rules/import`, { name: 'Long', format, content });
    const { body: file } = await server.api.get<RulesFile>(`/sites/${long.id}/rules/export`);
    expect(JSON.stringify(file).length).toBeGreaterThan(2 ** 20);
    const other = await createSite(server, {}, 'https://longer.example');
    const { status, body } = await server.api.post<RuleBatch>(`/sites/${other.id}/rules/import`, {
      ...{ name: 'Copy', format: 'json', content: file },
    });
    expect([status, body]).toMatchObject([201, { rules: 4, entries: 2_500, skippedCount: 0 }]);
    expect((await server.api.get(`/sites/${other.id}/rules/export`)).body).toEqual(file);
  });

  it('of a file names the entries that no list takes', async () => {
    const entry = (value: string, more: object = {}) => ({
      ...{ list: 'block', scope: 'domain', value },
      ...more,
    });
    const lists = [
      entry('fine.example'),
      entry('a!b.example'),
      entry('partly.example', { exceptions: ['no place'] }),
    ];
    const content = { format: 'trackwarden-rules', version: 1, lists };
    const { body } = await bring({ name: 'Some', format: 'json', content });
    expect(body).toMatchObject({ entries: 1, skippedCount: 2 });
    expect(body.skipped.map(({ line, text }) => [line, text])).toEqual([
      [2, 'a!b.example'],
      [3, 'partly.example'],
    ]);
    await server.api.post(`/rules/imports/${body.id}/revert`);
  });

  it('leaves out what has expired, and says so', async () => {
    const [past, ahead] = ['2020-01-01T12:00:00.000Z', '2999-01-01T00:00:00.000Z'];
    const { conditions } = wordRule('bygone');
    const action = { do: 'spam' };
    const rule = (name: string, expiresAt: string) => ({ name, conditions, action, expiresAt });
    const entry = { list: 'block', scope: 'domain' };
    const content = {
      ...{ format: 'trackwarden-rules', version: 1 },
      rules: [rule('Over', past), rule('Not over', ahead)],
      lists: [
        { ...entry, value: 'lasting.example', expiresAt: ahead },
        { ...entry, value: 'bygone.example', expiresAt: past },
      ],
    };
    const { status, body } = await bring({ name: 'Old', format: 'json', content });
    expect([status, body]).toMatchObject([201, { rules: 1, entries: 1, skippedCount: 2 }]);
    expect(body.skipped).toEqual([
      { line: 1, text: 'Over', because: 'is a rule that expired on 2020-01-01' },
      { line: 2, text: 'bygone.example', because: 'expired on 2020-01-01' },
    ]);
    expect((await rules()).map(({ name }) => name)).toContain('Not over');
    expect((await entries()).map(({ value }) => value)).toContain('lasting.example');
    await server.api.post(`/rules/imports/${body.id}/revert`);
  });

  it('of more entries than a site takes brings nothing', async () => {
    const full = await createSite(server, {}, 'https://full.example');
    await server.query(
      `INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at)
       SELECT gen_random_uuid(), $1, 'block', 'domain', at, at, '{}', now()
       FROM generate_series(1, 99999) AS at`,
      [full.id],
    );
    const add = (content: string) =>
      server.api.post<Problem>(`/sites/${full.id}/rules/import`, {
        ...{ name: 'More', format: 'domains', content },
      });
    expect((await add('one.example\ntwo.example')).body.code).toBe('not-allowed-now');
    expect((await add('one.example')).status).toBe(201);
    const entry = { list: 'trust', scope: 'domain', value: 'two.example' };
    expect((await server.api.post(`/sites/${full.id}/lists`, entry)).status).toBe(409);
  });

  it('is read only for who is signed in, and not beyond its limit', async () => {
    const address = `${server.url}/api/v1/sites/${site.id}/rules/import`;
    const send = (headers: Record<string, string>, body: string) =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    // not JSON at all: nobody has looked at it
    expect((await send({}, '{')).status).toBe(401);
    const own = { cookie: server.api.cookie ?? '', 'x-csrf-token': server.api.csrfToken ?? '' };
    expect((await send(own, '{')).status).toBe(400);
    expect((await send({ ...own, 'content-type': 'text/plain' }, '{}')).status).toBe(415);
    expect((await send(own, '')).status).toBe(400);
    // announced only: not a byte of it is waited for
    const head = [
      `POST ${new URL(address).pathname} HTTP/1.1`,
      ...['host: x', `cookie: ${own.cookie}`, `x-csrf-token: ${own['x-csrf-token']}`],
      ...['content-type: application/json', 'content-length: 33554433', '', ''],
    ];
    expect((await sendRaw(server.url, Buffer.from(head.join('\r\n')))).status).toBe(413);
  });

  it('of a file that is wrong brings nothing and says where', async () => {
    const before = await rules();
    const content = { format: 'trackwarden-rules', version: 1, rules: [{ name: 'No conditions' }] };
    const { status, body } = await bring({ name: 'Wrong', format: 'json', content });
    expect([status, (body as unknown as Problem).errors?.[0]?.pointer]).toEqual([
      400,
      expect.stringContaining('/content'),
    ]);
    expect(await rules()).toEqual(before);
  });

  it('of the starter rules works, and none of them acts by itself', async () => {
    expect(starterRules.every(({ state }) => state !== 'live')).toBe(true);
    const content = { format: 'trackwarden-rules', version: 1, rules: starterRules };
    const { status } = await bring({ name: 'Starters', format: 'json', content });
    expect(status).toBe(201);
  });
});

describe('with pings that were judged', () => {
  let judged: Site;
  let target: Target;
  const send = (title: string, at: number) =>
    pingAndEvaluate(server, target, senders.page(`/judged-${at}`, linkingPage(target.url, title)), {
      title,
    });
  const decide = (verdict: string, { id }: PingDetail) =>
    server.api.post('/decisions', { verdict, pings: [{ id }] });
  const dryRun = async (value: string, more: object = {}) =>
    (
      await server.api.post<DryRunResult>(`/sites/${judged.id}/rules/dry-run`, {
        conditions: { match: 'all', items: [{ field: 'title', operator: 'word', value }] },
        action: { do: 'spam' },
        ...more,
      })
    ).body;

  beforeAll(async () => {
    judged = await createSite(server, { spamFrom: 100 }, 'https://judged.example');
    target = await createTarget(server, judged);
    await createRule(server, judged.id, wordRule('payday', { state: 'shadow' }));
    await decide('spam', await send('A payday loan', 1));
    await decide('reject', await send('Another loan', 2));
    await decide('approve', await send('A loan of seeds', 3));
    await send('A loan of books', 4);
    await send("Sloane's garden", 5);
  });

  it('a dry run counts what people decided, and shows first what disagrees', async () => {
    const result = await dryRun('loan');
    expect(result).toMatchObject({
      ...{ looked: 5, isWhole: true, total: 4, agree: 2, disagree: 1 },
      byDecision: { spam: 1, rejected: 1, approved: 1, undecided: 1 },
      ...{ caughtByOthers: 1, adds: 3, fault: null },
    });
    expect(result.samples.map(({ title, opinion }) => `${title}: ${opinion}`)[0]).toBe(
      'A loan of seeds: disagrees',
    );
  });

  it('a dry run of a rule that approves turns agreement round', async () => {
    expect(await dryRun('loan', { action: { do: 'approve' } })).toMatchObject({
      agree: 1,
      disagree: 2,
    });
  });

  it('a dry run saves nothing and looks at the asked days only', async () => {
    const { body } = await server.api.get<List<Rule>>(`/sites/${judged.id}/rules`);
    expect(body.items).toHaveLength(1);
    await server.query(
      "UPDATE pings SET received_at = received_at - interval '40 days' WHERE claimed->>'title' = 'Another loan'",
    );
    expect(await dryRun('loan')).toMatchObject({ total: 3 });
    expect(await dryRun('loan', { days: 60 })).toMatchObject({ total: 4 });
  });

  it('the preview of thresholds says what would flip, and what people decided otherwise', async () => {
    const preview = async (spamFrom: number) =>
      (
        await server.api.post<ThresholdsPreview>(`/sites/${judged.id}/thresholds/preview`, {
          ...{ approveBelow: null, spamFrom },
        })
      ).body;
    const same = await preview(100);
    expect(same).toMatchObject({ waiting: 0, decides: 0, flips: [] });
    expect(same.bins.reduce((sum, { count }) => sum + count, 0)).toBe(same.looked);
    // a name that sells on a page that does not exist: two kinds of evidence agree
    const sold = senders.page('/sold', '<p>Nothing</p>');
    await server.api.patch(`/sites/${judged.id}`, { settings: { unproven: 'pending' } });
    const ping = await pingAndEvaluate(server, target, sold, {
      ...{ title: 'Cheap pills outlet', blog_name: 'Cheap pills outlet' },
    });
    expect(ping.status).toBe('pending');
    const lower = await preview(90);
    expect(lower).toMatchObject({ waiting: 1, decides: 1, disagreed: 0 });
    expect(lower.flips).toEqual([
      expect.objectContaining({ id: ping.id, from: 'pending', to: 'spam', disagrees: false }),
    ]);
    await decide('approve', ping);
    expect(await preview(90)).toMatchObject({ waiting: 0, disagreed: 1 });
  });

  it.each([
    [{ approveBelow: 90, spamFrom: 10 }, '/approveBelow'],
    [{ approveBelow: null, spamFrom: 99.95 }, '/spamFrom'],
    [{ approveBelow: 4.99, spamFrom: 98 }, '/approveBelow'],
    [{ approveBelow: null, spamFrom: 100.1 }, '/spamFrom'],
  ])('thresholds that cannot be kept, %j, are refused', async (limits, pointer) => {
    const { status, body } = await server.api.post<Problem>(
      `/sites/${judged.id}/thresholds/preview`,
      limits,
    );
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });
});
