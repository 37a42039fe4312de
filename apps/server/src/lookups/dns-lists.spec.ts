// Lists in the DNS as an owner meets them: what a listing counts, and what a list that fails does not do.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  DnsList,
  List,
  PingDetail,
  Site,
  SiteOpinions,
  SiteSettings,
} from '@trackwarden/contracts';
import { startNameServer, type NameServer } from '../../test/name-server.js';
import { createSite, createTarget, OK, sendPing } from '../../test/pinging.js';
import { nextChecks } from '../../test/soon-checks.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const SENDER = '93.184.216.34';
const MINUTES_MS = 60_000;

describe('a list in the DNS', () => {
  let server: TestServer;
  let names: NameServer;
  let sources: SourceSite;
  let pages = 0;
  let zones = 0;

  beforeAll(async () => {
    [names, sources] = await Promise.all([startNameServer(), startSourceSite()]);
    server = await startTestServer({
      dnsServers: [names.address],
      trustedProxies: ['127.0.0.1'],
    });
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all([names.stop(), sources.stop()]);
  });

  /** A list that works as RFC 5782 wants. */
  const healthyList = (of: DnsList['of'] = 'sender-address', points?: number): DnsList => {
    const zone = `bl${(zones += 1)}.example`;
    const listed = of === 'sender-address' ? '2.0.0.127' : 'test';
    names.set(`${listed}.${zone}`, [of === 'sender-address' ? '127.0.0.2' : '127.0.1.2']);
    return { zone, of, ...(points === undefined ? {} : { points }) };
  };
  const listSender = ({ zone }: DnsList, answer = '127.0.0.3', ttl?: number) =>
    names.set(`34.216.184.93.${zone}`, [answer], ttl);
  const siteWith = (dnsLists: DnsList[], settings: Partial<SiteSettings> = {}) =>
    createSite(server, { ...settings, dnsLists });
  const trusting = { approveBelow: 98, trustedDomains: ['127.0.0.1'] };
  const receive = async (site: Site, ip = SENDER, domain?: string): Promise<PingDetail> => {
    const target = await createTarget(server, site, `/entry-${(pages += 1)}`);
    const page = sources.page(`/${pages}`, linkingPage(target.url));
    const url = domain === undefined ? page : `http://${domain}/${pages}`;
    const { text } = await sendPing(target.trackbackUrl, { url }, { 'x-forwarded-for': ip });
    expect(text).toBe(OK);
    await server.drain();
    return latest(site);
  };
  const latest = async ({ id }: Site): Promise<PingDetail> => {
    const { items } = (
      await server.api.get<List<PingDetail>>(`/pings?siteId=${id}&limit=1&sort=-receivedAt`)
    ).body;
    return (await server.api.get<PingDetail>(`/pings/${items[0]?.id}`)).body;
  };
  const healthOf = async ({ id }: Site, how: 'get' | 'test' = 'get') =>
    (how === 'get'
      ? await server.api.get<SiteOpinions>(`/sites/${id}/opinions`)
      : await server.api.post<SiteOpinions>(`/sites/${id}/opinions/test`)
    ).body.dnsLists[0]?.health;
  const signalOf = (ping: PingDetail, id: string) =>
    ping.signals.find(({ signal }) => signal === id);

  it('is asked by no site unless its owner names it', async () => {
    const before = names.asked('example').length;
    const site = await createSite(server);
    expect(site.settings.dnsLists).toEqual([]);
    await receive(site);
    expect(names.asked('example')).toHaveLength(before);
  });

  it('counts in the score, and says so', async () => {
    const list = healthyList();
    listSender(list);
    const ping = await receive(await siteWith([list]));
    expect(signalOf(ping, 'listed-sender')).toMatchObject({
      ...{ points: 1.2, because: `The sender's address is on ${list.zone}` },
    });
  });

  it('counts what the owner says', async () => {
    const list = healthyList('sender-address', 0.4);
    listSender(list);
    expect(signalOf(await receive(await siteWith([list])), 'listed-sender')?.points).toBe(0.4);
  });

  it('of domains is asked for the domain of the source', async () => {
    const list = healthyList('source-domain');
    names.set(`casino.example.${list.zone}`, ['127.0.1.2']);
    const site = await siteWith([list], { unproven: 'pending', spamFrom: 100 });
    await receive(site, SENDER, 'www.casino.example');
    await nextChecks(server);
    await nextChecks(server);
    expect(signalOf(await latest(site), 'listed-source')?.because).toContain(list.zone);
  });

  it('that does not list the sender lets its ping be approved by itself', async () => {
    const site = await siteWith([healthyList()], trusting);
    expect(await receive(site)).toMatchObject({ status: 'approved' });
    expect(await healthOf(site)).toMatchObject({ state: 'healthy', reason: null });
  });

  it('is never asked about private addresses', async () => {
    const list = healthyList();
    await receive(await siteWith([list]), '10.9.8.7');
    expect(names.asked(list.zone)).toEqual([]);
  });

  it('is asked once as long as its answer lasts, and tested every six hours', async () => {
    const list = healthyList();
    listSender(list, '127.0.0.3', 300);
    const site = await siteWith([list]);
    const count = async () => {
      await receive(site);
      return names.asked(list.zone).length;
    };
    /** Without another look at the sources, due by then, which would ask at the same time. */
    const passTime = async (ms: number) => {
      await server.query('UPDATE pings SET next_check_at = NULL');
      server.passTime(ms);
    };
    expect([await count(), await count()]).toEqual([3, 3]);
    await passTime(6 * MINUTES_MS);
    expect(await count()).toBe(4);
    await passTime(6 * 60 * MINUTES_MS);
    expect(await count()).toBe(7);
  });

  it.each([
    ['lists everything', ['127.0.0.2'], ['127.0.0.2'], /never listed/],
    ['lists nothing', [], [], /always listed/],
    [
      'is a name server that makes answers up',
      ['93.184.216.34'],
      ['93.184.216.34'],
      /means nothing/,
    ],
    [
      'refuses public name servers',
      ['127.255.255.254'],
      ['127.255.255.254'],
      /public name servers/,
    ],
  ])('that %s is left alone, and its owner is told', async (_what, listed, free, reason) => {
    const list: DnsList = { zone: `bl${(zones += 1)}.example`, of: 'sender-address' };
    names.set(`2.0.0.127.${list.zone}`, listed);
    names.set(`1.0.0.127.${list.zone}`, free);
    listSender(list);
    const site = await siteWith([list], trusting);
    const ping = await receive(site);
    expect(ping).toMatchObject({ status: 'approved' });
    expect(signalOf(ping, 'listed-sender')).toBeUndefined();
    expect(await healthOf(site)).toMatchObject({
      ...{ state: 'broken', reason: expect.stringMatching(reason) },
    });
  });

  it('that answers an error lists nobody, and is left alone from then on', async () => {
    const list = healthyList();
    listSender(list, '127.255.255.255');
    const site = await siteWith([list], trusting);
    const ping = await receive(site);
    expect(ping).toMatchObject({
      ...{
        status: 'pending',
        because: `The DNS list ${list.zone} did not answer, so a person decides`,
      },
    });
    expect(signalOf(ping, 'listed-sender')).toBeUndefined();
    expect(await healthOf(site)).toMatchObject({
      state: 'broken',
      reason: expect.stringContaining('too often'),
    });
    expect(await receive(site)).toMatchObject({ status: 'approved' });
  });

  it('that does not answer leaves the ping to a person, and is asked again', async () => {
    const list = healthyList();
    names.silence(list.zone, true);
    const site = await siteWith([list], trusting);
    const held = await receive(site);
    expect(held).toMatchObject({
      ...{
        status: 'pending',
        because: `The DNS list ${list.zone} did not answer, so a person decides`,
      },
    });
    expect(await healthOf(site)).toMatchObject({ state: 'silent' });
    names.silence(list.zone, false);
    await nextChecks(server, 11 * MINUTES_MS);
    expect(await latest(site)).toMatchObject({ id: held.id, status: 'approved' });
  });

  it('that does not answer keeps nothing from being spam', async () => {
    const list = healthyList();
    names.silence(list.zone, true);
    const site = await siteWith([list]);
    const target = await createTarget(server, site);
    const url = sources.page('/bare', '<p>no link</p>');
    await sendPing(target.trackbackUrl, { url }, { 'x-forwarded-for': SENDER });
    await server.drain();
    expect(await latest(site)).toMatchObject({ status: 'spam' });
  });

  it('is tried at once when its owner wants to know', async () => {
    const list = healthyList();
    const site = await siteWith([list]);
    expect(await healthOf(site)).toEqual({ state: 'unknown', reason: null, checkedAt: null });
    expect(await healthOf(site, 'test')).toMatchObject({ state: 'healthy' });
    names.set(`2.0.0.127.${list.zone}`, []);
    expect(await healthOf(site, 'test')).toMatchObject({ state: 'broken' });
  });

  it.each([
    '',
    'example',
    '127.0.0.1',
    'http://bl.example',
    'bl example.org',
    `${'a'.repeat(64)}.example`,
    '-a.example',
  ])('is not taken as "%s"', async (zone) => {
    const site = await createSite(server);
    const answer = await server.api.patch(`/sites/${site.id}`, {
      settings: { dnsLists: [{ zone, of: 'sender-address' }] },
    });
    expect(answer).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: '/settings/dnsLists/0/zone' }] } },
    });
  });

  it('is not taken twice', async () => {
    const site = await createSite(server);
    const list = healthyList();
    const answer = await server.api.patch(`/sites/${site.id}`, {
      settings: { dnsLists: [list, list] },
    });
    expect(answer).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: '/settings/dnsLists' }] } },
    });
  });
});
