// What speaks for a source besides its link: the site itself, a voucher, a private code.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mentions, PingDetail, Site, SiteSettings } from '@trackwarden/contracts';
import { listenOnLoopback, type Loopback } from '../../test/loopback.js';
import { createSite } from '../../test/pinging.js';
import { addEntry } from '../../test/rules.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { mentionAndEvaluate } from '../../test/webmention.js';

const TARGET = 'https://blog.example/entry';
const PRIVATE_TARGET = 'https://private.example/entry';

describe('a ping', () => {
  let server: TestServer;
  let senders: SourceSite;
  const shown = async (key: string) =>
    (
      (await (await fetch(`${server.url}/sites/${key}/mentions.json`)).json()) as Mentions
    ).mentions.map(({ source }) => source);
  const decide = (verdict: string, { id }: PingDetail) =>
    server.api.post('/decisions', { verdict, pings: [{ id }] });

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8' });
    senders = await startSourceSite();
  });
  afterAll(async () => {
    await senders.stop();
    await server.stop();
  });

  describe('from a page of the site itself', () => {
    it.each<[SiteSettings['selfPings'], string]>([
      ['hold', 'pending'],
      ['approve', 'approved'],
      ['ignore', 'rejected'],
    ])('goes, by the policy %s, to %s', async (selfPings, status) => {
      const own = await startSourceSite('127.0.0.5');
      const site = await createSite(server, { selfPings }, own.url);
      own.page('/entry', '<p>An entry</p>');
      const source = own.page('/other', linkingPage(`${own.url}/entry`));
      const ping = await mentionAndEvaluate(server, source, `${own.url}/entry`);
      expect(ping).toMatchObject({ status, decidedBy: { kind: 'policy' } });
      expect(own.requests('/other')).toHaveLength(selfPings === 'ignore' ? 0 : 1);
      expect(await shown(site.key)).toEqual(selfPings === 'approve' ? [source] : []);
      await own.stop();
    });

    it('is no page of the site when it redirects to somebody else', async () => {
      const own = await startSourceSite('127.0.0.5');
      const site = await createSite(server, { selfPings: 'approve' }, own.url);
      own.page('/entry', '<p>An entry</p>');
      const foreign = senders.page('/foreign', linkingPage(`${own.url}/entry`));
      const source = own.page('/out', { status: 302, headers: { location: foreign } });
      const ping = await mentionAndEvaluate(server, source, `${own.url}/entry`);
      expect(ping).toMatchObject({ status: 'pending', verification: { state: 'linked' } });
      expect(await shown(site.key)).toEqual([]);
      await own.stop();
    });

    it('is not approved by that policy without a link', async () => {
      const own = await startSourceSite('127.0.0.5');
      await createSite(server, { selfPings: 'approve' }, own.url);
      own.page('/entry', '<p>An entry</p>');
      const source = own.page('/other', '<p>No link</p>');
      const ping = await mentionAndEvaluate(server, source, `${own.url}/entry`);
      expect(ping).toMatchObject({ status: 'spam', verification: { state: 'no-link' } });
      await own.stop();
    });
  });

  describe('through a redirect', () => {
    let trusted: SourceSite;
    let other: SourceSite;

    beforeAll(async () => {
      [trusted, other] = [await startSourceSite('127.0.0.8'), await startSourceSite('127.0.0.9')];
      const settings = { trustedDomains: ['127.0.0.8'], blockedDomains: ['127.0.0.9'] };
      await createSite(server, settings, 'https://lists.example');
    });
    afterAll(async () => {
      await trusted.stop();
      await other.stop();
    });

    it('is blocked for where it ends, and not trusted for where it began', async () => {
      const target = 'https://lists.example/entry';
      const page = other.page('/post', linkingPage(target));
      const source = trusted.page('/out', { status: 302, headers: { location: page } });
      const { status, signals } = await mentionAndEvaluate(server, source, target);
      const names = signals.map(({ signal }) => signal);
      expect(status).toBe('spam');
      expect(names).toContain('blocked-domain');
      expect(names).not.toContain('trusted-domain');
    });

    it('is not trusted at the end of it', async () => {
      const target = 'https://lists.example/entry';
      const page = senders.page('/behind', linkingPage(target));
      const source = trusted.page('/away', { status: 302, headers: { location: page } });
      const { signals } = await mentionAndEvaluate(server, source, target);
      expect(signals.map(({ signal }) => signal)).not.toContain('trusted-domain');
    });
  });

  describe('with a voucher', () => {
    let friend: SourceSite;
    let site: Site;
    const vouchedBy = ({ signals }: PingDetail) =>
      signals.find(({ signal }) => signal === 'vouched')?.because ?? null;
    const send = (name: string, vouch: string) =>
      mentionAndEvaluate(server, senders.page(name, linkingPage(TARGET)), TARGET, { vouch });

    beforeAll(async () => {
      friend = await startSourceSite('127.0.0.6');
      site = await createSite(server);
      const known = friend.page('/known', linkingPage(TARGET));
      await decide('approve', await mentionAndEvaluate(server, known, TARGET));
    });
    afterAll(() => friend.stop());

    it('counts when a page of an approved sender links to its host', async () => {
      const vouch = friend.page('/blogroll', linkingPage(`${senders.url}/`));
      expect(vouchedBy(await send('/vouched', vouch))).toContain('127.0.0.6');
    });

    it('does not count when the page asks not to follow the link', async () => {
      const link = `<p><a rel="nofollow" href="${senders.url}/">a sender</a></p>`;
      expect(vouchedBy(await send('/unfollowed', friend.page('/nofollow', link)))).toBeNull();
    });

    it('does not count when the known sender only redirects to it', async () => {
      const stranger = await startSourceSite('127.0.0.7');
      const page = stranger.page('/blogroll', linkingPage(`${senders.url}/`));
      const vouch = friend.page('/out', { status: 302, headers: { location: page } });
      expect(vouchedBy(await send('/by-redirect', vouch))).toBeNull();
      await stranger.stop();
    });

    it('does not count, and is not fetched, from a sender that nobody approved', async () => {
      const stranger = await startSourceSite('127.0.0.7');
      const vouch = stranger.page('/blogroll', linkingPage(`${senders.url}/`));
      expect(vouchedBy(await send('/by-stranger', vouch))).toBeNull();
      expect(stranger.requests()).toEqual([]);
      await stranger.stop();
    });

    it('counts from a page that the owner trusts by its path, and from no other there', async () => {
      const stranger = await startSourceSite('127.0.0.7');
      const blogroll = linkingPage(`${senders.url}/`);
      const entry = { list: 'trust', scope: 'path', value: '127.0.0.7/friend' } as const;
      await addEntry(server, site.id, entry);
      const asked = stranger.page('/friend/blogroll', blogroll);
      expect(vouchedBy(await send('/by-path', asked))).toContain('127.0.0.7');
      const other = stranger.page('/other/blogroll', blogroll);
      expect(vouchedBy(await send('/by-other-path', other))).toBeNull();
      await stranger.stop();
    });

    it('is taken without a voucher all the same', async () => {
      const source = senders.page('/alone', linkingPage(TARGET));
      expect(await mentionAndEvaluate(server, source, TARGET)).toMatchObject({ status: 'pending' });
    });
  });

  describe('with a private code', () => {
    let gate: Loopback;
    const seen: { code: string | null; grant: string | null }[] = [];

    beforeAll(async () => {
      gate = await listenOnLoopback((request, response) => {
        if (request.url === '/token') {
          let body = '';
          request.on('data', (chunk: Buffer) => (body += chunk.toString()));
          request.on('end', () => {
            const form = new URLSearchParams(body);
            seen.push({ code: form.get('code'), grant: form.get('grant_type') });
            response.setHeader('content-type', 'application/json');
            response.end(JSON.stringify({ access_token: 'let-me-in', token_type: 'Bearer' }));
          });
          return;
        }
        response.setHeader('link', '</token>; rel="token_endpoint"');
        response.setHeader('content-type', 'text/html');
        const isAllowed = request.headers.authorization === 'Bearer let-me-in';
        response.writeHead(isAllowed ? 200 : 401);
        response.end(isAllowed ? linkingPage(PRIVATE_TARGET, 'A private post') : '');
      });
    });
    afterAll(() => gate.stop());

    it('is proven with the token that the code gives, and never published', async () => {
      const site = await createSite(server, {}, 'https://private.example');
      const ping = await mentionAndEvaluate(server, `${gate.url}/post`, PRIVATE_TARGET, {
        code: 'one-time-code',
      });
      expect(ping.siteId).toBe(site.id);
      expect(seen).toEqual([{ code: 'one-time-code', grant: 'authorization_code' }]);
      expect(ping).toMatchObject({ private: true, verification: { state: 'linked' } });
      expect(JSON.stringify(ping)).not.toMatch(/one-time-code|let-me-in/);

      await decide('approve', ping);
      await mentionAndEvaluate(server, `${gate.url}/post`, PRIVATE_TARGET);
      const { body } = await server.api.get<PingDetail>(`/pings/${ping.id}`);
      expect(body).toMatchObject({ status: 'approved', isPublic: false });
      expect(await shown(site.key)).toEqual([]);
    });

    it('is public once it is sent without a code, when the code hid nothing', async () => {
      const site = await createSite(server, {}, 'https://open.example');
      const target = 'https://open.example/entry';
      const source = senders.page('/open', linkingPage(target));
      const ping = await mentionAndEvaluate(server, source, target, { code: 'bogus' });
      await decide('approve', ping);
      expect(ping.private).toBe(true);
      expect(await shown(site.key)).toEqual([]);
      await mentionAndEvaluate(server, source, target);
      expect(await shown(site.key)).toEqual([source]);
    });

    it('does not make private what is public', async () => {
      const site = await createSite(server, {}, 'https://public.example');
      const target = 'https://public.example/entry';
      const source = senders.page('/public', linkingPage(target));
      await decide('approve', await mentionAndEvaluate(server, source, target));
      const again = await mentionAndEvaluate(server, source, target, { code: 'x' });
      expect(again).toMatchObject({ private: false, status: 'approved' });
      expect(await shown(site.key)).toEqual([source]);
    });
  });
});
