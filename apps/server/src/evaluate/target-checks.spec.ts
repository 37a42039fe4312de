// The page that was pinged: its other addresses, and whether it is there at all.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { List, Mentions, Ping, Site, Target } from '@trackwarden/contracts';
import { DataSource } from 'typeorm';
import { holding } from '../../test/locks.js';
import { createSite, pingsOf } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { mentionAndEvaluate, sendWebmention } from '../../test/webmention.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { TargetAliases } from '../sites/target-aliases.js';

describe('the page that was pinged', () => {
  let server: TestServer;
  let senders: SourceSite;
  let blog: SourceSite;
  let site: Site;
  let count = 0;

  /** A source that links to `target`, sent for it. */
  const mention = (target: string): Promise<Ping> => {
    const path = `/source-${(count += 1)}`;
    return mentionAndEvaluate(server, senders.page(path, linkingPage(target)), target);
  };
  const targets = async () =>
    (await server.api.get<List<Target>>(`/sites/${site.id}/targets?limit=200`)).body.items;
  const shownFor = async (target: string) => {
    const query = `target=${encodeURIComponent(target)}`;
    const response = await fetch(`${server.url}/sites/${site.key}/mentions.json?${query}`);
    return ((await response.json()) as Mentions).mentions.map(({ source }) => source);
  };
  const page = (head = '') =>
    `<html><head><title>Page</title>${head}</head><body>Text</body></html>`;
  const redirect = (location: string) => ({ status: 301, headers: { location } });

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8' });
    senders = await startSourceSite();
    blog = await startSourceSite('127.0.0.3');
    site = await createSite(server, {}, blog.url);
    blog.page('/', page());
  });
  afterAll(async () => {
    await senders.stop();
    await blog.stop();
    await server.stop();
  });

  it('is one target by its redirects and its canonical address, and is found by each of them', async () => {
    const canonical = blog.page('/one/', page());
    blog.page('/one', redirect('/one/'));
    blog.page('/old-one', redirect('/one/'));
    blog.page('/one.html', page(`<link rel="canonical" href="${canonical}">`));
    const addresses = ['/one', '/old-one', '/one.html', '/one/'].map((path) => blog.url + path);
    const pings: Ping[] = [];
    for (const address of addresses) pings.push(await mention(address));

    const ids = new Set((await pingsOf(server, site.id)).map(({ target }) => target.id));
    expect(ids.size).toBe(1);
    const [target] = (await targets()).filter(({ id }) => ids.has(id));
    expect([target?.url, ...(target?.aliases ?? [])].sort()).toEqual([...addresses].sort());

    for (const { id } of pings)
      await server.api.post('/decisions', { verdict: 'approve', pings: [{ id }] });
    for (const address of addresses) expect(await shownFor(address)).toHaveLength(4);
  });

  it('becomes the alias of another without holding the site while decisions hold its pings', async () => {
    const [from, to] = [blog.page('/before', page()), blog.page('/after', page())];
    const { id } = await mention(from);
    await mention(to);
    const target = await server.app
      .get(DataSource)
      .manager.findOneByOrFail(TargetEntity, { siteId: site.id, url: from });
    const ping = await holding(server, 'SELECT FROM pings WHERE id = $1 FOR UPDATE', [id]);
    const learning = server.app.get(TargetAliases).learn(target, to);
    await ping.isWaitedFor();
    const lockSite = 'SELECT id FROM sites WHERE id = $1 FOR UPDATE NOWAIT';
    await expect(server.query(lockSite, [site.id])).resolves.toHaveLength(1);
    await ping.release();
    await learning;
    const { body } = await server.api.get<Ping>(`/pings/${id}`);
    expect(body.target.url).toBe(to);
  });

  it('is compared with what comes for it, as it was when it was last read', async () => {
    const about = 'Pruning roses in March needs sharp secateurs, gloves and a little patience. ';
    const target = blog.page(
      '/roses',
      `<title>Roses</title><article>${about.repeat(90)}</article>`,
    );
    const reading = async (path: string, words: string) => {
      const source = senders.page(path, linkingPage(target, words));
      return mentionAndEvaluate(server, source, target);
    };
    const topic = async ({ id }: Ping) => {
      const [row] = await server.query<{ text: string }>(
        `SELECT evidence->'target'->>'text' AS text FROM evidence WHERE ping_id = $1`,
        [id],
      );
      return row?.text ?? '';
    };
    const first = await reading('/on-roses', 'On roses');
    expect((await topic(first)).startsWith(about.trim())).toBe(true);
    expect(await topic(first)).toHaveLength(1_500);
    const [kept] = await server.query<{ length: number; language: string | null }>(
      `SELECT length(text)::int, language FROM target_texts WHERE text LIKE 'Pruning roses%'`,
    );
    expect(kept?.length).toBe(5_000);

    blog.page('/roses', '<title>Roses</title><article>Now about tulips.</article>');
    expect(await topic(await reading('/again', 'Again'))).toContain('Pruning roses');
    expect(blog.requests('/roses')).toHaveLength(1);
    // another look at the first two sources, due by then, would read the page too
    await server.query('UPDATE pings SET next_check_at = NULL');
    server.passTime(25 * 3_600_000);
    expect(await topic(await reading('/later', 'Later'))).toBe('Now about tulips.');
    expect(blog.requests('/roses')).toHaveLength(2);
  });

  it('is proven by a link to any of its addresses', async () => {
    const canonical = blog.page('/two', page());
    blog.page('/two-alias', redirect('/two'));
    await mention(blog.url + '/two-alias');
    const source = senders.page('/links-to-canonical', linkingPage(canonical));
    const ping = await mentionAndEvaluate(server, source, `${blog.url}/two-alias`);
    expect(ping).toMatchObject({
      verification: { state: 'linked' },
      targetGiven: `${blog.url}/two-alias`,
    });
  });

  it('is the same with a trailing slash, with http for https, without tracking parameters', async () => {
    const https = await createSite(server, {}, 'https://blog.example');
    const spellings = [
      'https://blog.example/post',
      'https://blog.example/post/',
      'http://blog.example/post',
      'HTTPS://BLOG.example:443/a/../post?utm_source=feed#comments',
    ];
    for (const spelling of spellings) await mention(spelling);
    const pings = await pingsOf(server, https.id);
    expect(new Set(pings.map(({ target }) => target.id)).size).toBe(1);
    expect(pings.map(({ targetGiven }) => targetGiven).sort()).toEqual([...spellings].sort());
  });

  it('is not the home page to which the site sends what it lacks', async () => {
    blog.page('/lost', redirect('/'));
    const { target } = await mention(`${blog.url}/lost`);
    const home = await mention(`${blog.url}/`);
    expect(home.target.id).not.toBe(target.id);
    expect((await targets()).find(({ id }) => id === target.id)?.aliases).toEqual([]);
  });

  it('is shown by the address that the site names, not by what a stranger wrote first', async () => {
    const canonical = blog.page('/named', page());
    blog.page('/named?buy=pills', page(`<link rel="canonical" href="${canonical}">`));
    const { target } = await mention(`${blog.url}/named?buy=pills`);
    expect(target.url).toBe(canonical);
    expect((await mention(canonical)).target.id).toBe(target.id);
  });

  it('is known by its AMP, print and mobile forms, which never give it its name', async () => {
    const forms = ['/five/amp', '/five?print=1', '/m/five'].map((path) => blog.page(path, page()));
    const url = blog.page(
      '/five',
      page(
        `<link rel="amphtml" href="${forms[0]}"><link rel="alternate" media="print" href="${forms[1]}">
         <link rel="alternate" media="only screen and (max-width: 640px)" href="${forms[2]}">
         <link rel="alternate" hreflang="de" href="${blog.url}/de/five">
         <link rel="alternate" type="application/rss+xml" href="${blog.url}/feed">
         <link rel="amphtml" href="https://elsewhere.example/five">`,
      ),
    );
    const early = await mention(forms[0] ?? '');
    const { target } = await mention(url);
    expect(target.url).toBe(url);
    for (const form of forms)
      expect((await mention(form)).target).toMatchObject({ id: target.id, url });
    expect((await targets()).find(({ id }) => id === target.id)?.aliases.sort()).toEqual(
      forms.sort(),
    );
    const { body } = await server.api.get<Ping>(`/pings/${early.id}`);
    expect(body.target.id).toBe(target.id);
  });

  it('shares no form with another page: the first that names it has it', async () => {
    const form = blog.page('/mobile', page());
    const head = page(`<link rel="alternate" media="handheld" href="${form}">`);
    const first = await mention(blog.page('/six', head));
    const second = await mention(blog.page('/seven', head));
    expect(second.target.id).not.toBe(first.target.id);
    expect((await mention(form)).target.id).toBe(first.target.id);
  });

  it('keeps the address that its owner gave it', async () => {
    const canonical = blog.page('/theirs', page());
    const url = blog.page('/owned', page(`<link rel="canonical" href="${canonical}">`));
    await server.api.post(`/sites/${site.id}/targets`, { url, title: 'Owned' });
    expect((await mention(url)).target.url).toBe(url);
    expect((await mention(canonical)).target.url).toBe(url);
    const [target] = (await targets()).filter((each) => each.url === url);
    const moved = await server.api.patch<Target>(`/targets/${target?.id ?? ''}`, {
      url: canonical,
    });
    expect(moved).toMatchObject({ status: 200, body: { url: canonical } });
  });

  it.each([302, 303, 307])('is not the page that a %i leads to for a while', async (status) => {
    const place = blog.page('/maintenance', page());
    const path = `/away-${status}`;
    blog.page(path, { status, headers: { location: place } });
    const { target } = await mention(blog.url + path);
    expect((await targets()).find(({ id }) => id === target.id)).toMatchObject({
      url: blog.url + path,
      aliases: [],
    });
  });

  it('is not joined to a page that has a secret', async () => {
    const secret = blog.page('/secret', page());
    await server.api.post(`/sites/${site.id}/targets`, { url: secret, passphrase: 'sesame' });
    blog.page('/secret?x', page(`<link rel="canonical" href="${secret}">`));
    const { target } = await mention(`${blog.url}/secret?x`);
    expect(target.url).not.toBe(secret);
  });

  it('keeps a mention in its feed when another ping of the source stands at the joined address', async () => {
    const source = senders.page(
      '/both',
      `<a href="${blog.url}/joined-a">a</a> <a href="${blog.url}/joined-b">b</a>`,
    );
    blog.page('/joined-a', page());
    blog.page('/joined-b', page());
    const approved = await mentionAndEvaluate(server, source, `${blog.url}/joined-a`);
    const refused = await mentionAndEvaluate(server, source, `${blog.url}/joined-b`);
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: approved.id }] });
    await server.api.post('/decisions', { verdict: 'reject', pings: [{ id: refused.id }] });
    blog.page('/joined-a', { status: 301, headers: { location: '/joined-b' } });
    server.passTime(2 * 86_400_000);
    await mention(`${blog.url}/joined-a`);
    for (const address of ['/joined-a', '/joined-b'])
      expect(await shownFor(blog.url + address)).toEqual([source]);
  });

  it('is never joined to a page of another site', async () => {
    blog.page('/moved', page('<link rel="canonical" href="https://elsewhere.example/moved">'));
    const { target } = await mention(`${blog.url}/moved`);
    expect((await targets()).find(({ id }) => id === target.id)).toMatchObject({
      url: `${blog.url}/moved`,
      aliases: [],
    });
  });

  it('takes its title from the page', async () => {
    blog.page('/titled', '<title>A fine title</title>');
    expect((await mention(`${blog.url}/titled`)).target.title).toBe('A fine title');
  });

  it('is asked for once, however many pings come', async () => {
    blog.page('/busy', page());
    for (let sent = 0; sent < 3; sent += 1) await mention(`${blog.url}/busy`);
    expect(blog.requests('/busy')).toHaveLength(1);
  });

  it('makes the ping unwanted when the site has no such page, and the next ones refused', async () => {
    const ping = await mention(`${blog.url}/never-was`);
    expect(ping).toMatchObject({ status: 'rejected', decidedBy: { kind: 'policy' } });
    expect(ping.signals.map(({ signal }) => signal)).toContain('target-missing');
    const source = senders.page('/another', linkingPage(`${blog.url}/never-was`));
    const again = await sendWebmention(server, source, `${blog.url}/never-was`);
    expect(again.status).toBe(400);

    blog.page('/never-was', page());
    server.passTime(3_600_000);
    expect(await mention(`${blog.url}/never-was`)).toMatchObject({ status: 'pending' });
  });

  it('is not missing on a site that answers 404 to everything', async () => {
    const down = await startSourceSite('127.0.0.4');
    await createSite(server, {}, down.url);
    expect(await mention(`${down.url}/entry`)).toMatchObject({ status: 'pending' });
    await down.stop();
  });
});
