// Mistakes that receivers are known to have made, each shown not to be ours. Those held elsewhere:
//
// a link "proven" by a substring                  evaluate/link-proof.spec.ts, receive/webmention-proof.spec.ts
// a link in a comment or a script accepted        evaluate/link-proof.spec.ts
// the source read twice, or in a race             evaluate/fetching.spec.ts, receive/repeated-pings.spec.ts
// no limit on the bytes of a source               evaluate/fetching.spec.ts
// a bare number for an XML-RPC fault              receive/pingback.spec.ts: every fault is read strictly
// the XML of TrackBack as answer to a Webmention  receive/webmention.spec.ts
// a refusal undone by sending again               receive/repeated-pings.spec.ts, receive/one-door.spec.ts
// an approval undone by sending again             receive/one-door.spec.ts, evaluate/updates.spec.ts
// a strong signal lost in a mean                  libs/scoring score.properties.spec.ts: points are summed
// error codes of DNS block lists read as "listed" there are no DNS block lists to be asked
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mentions, Ping, PingDetail, Site, SiteSettings } from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate, sendPing } from '../../test/pinging.js';
import { sendPingback } from '../../test/pingback.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';
import { mentionAndEvaluate, sendWebmention } from '../../test/webmention.js';
import { RateLimits } from '../rate-limits.js';

const TARGET = 'https://blog.example/entry';
/** What the reader takes of a page, in bytes. */
const READ = 1_000_000;

describe('a receiver', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let count = 0;
  const newPage = (body: string, headers?: Record<string, string>) =>
    sources.page(`/post-${(count += 1)}`, { body, ...(headers ? { headers } : {}) });
  const siteWith = (settings: Partial<SiteSettings>): Promise<Site> =>
    createSite(server, settings, `https://blog-${(count += 1)}.example`);

  beforeAll(async () => {
    server = await startTestServer({ fetchAllow: '127.0.0.0/8', trustedProxies: ['127.0.0.1'] });
    sources = await startSourceSite();
    site = await createSite(server);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  describe('that cuts text by bytes breaks it, so', () => {
    const WORDS = 'Grüße aus 日本 — 👩‍👩‍👧 ';
    const expectWhole = ({ extracted }: Ping) => {
      expect(extracted.title).toBe('Grüße 日本 👍🏽');
      expect(extracted.excerpt).toContain('日本');
      expect(JSON.stringify(extracted)).not.toMatch(/\ufffd|\\ud[89a-f]|Ã|æ/i);
    };
    /** A page so long that the end of what is read falls `into` bytes into a character of four. */
    const longPage = (meta: string, into: number): Buffer => {
      const head = Buffer.from(
        `<!doctype html><html><head>${meta}<title>Grüße 日本 👍🏽</title></head><body><p>${WORDS}<a href="${TARGET}">this</a> ${WORDS}</p><p>`,
      );
      const start = (READ - into - head.length) % 4;
      const filling = '👍'.repeat(Math.ceil(READ / 4) + 10);
      return Buffer.concat([head, Buffer.from('x'.repeat((start + 4) % 4)), Buffer.from(filling)]);
    };

    it.each([
      [1, 'no charset declared', '', 'text/html'],
      [2, 'no charset declared', '', 'text/html'],
      [3, 'no charset declared', '', 'text/html'],
      [1, 'UTF-8 in the header', '', 'text/html; charset=utf-8'],
      [2, 'UTF-8 in the page', '<meta charset="utf-8">', 'text/html'],
    ])(
      'a page cut %i bytes into a character, with %s, stays whole',
      async (into, _how, meta, type) => {
        const body = longPage(meta, into);
        expect(body[READ]).toBeGreaterThanOrEqual(0x80);
        expect(body[READ]).toBeLessThan(0xc0);
        const source = sources.page(`/cut-${(count += 1)}`, {
          headers: { 'content-type': type },
          body,
        });
        const ping = await mentionAndEvaluate(server, source, TARGET);
        expect(ping.verification).toMatchObject({ state: 'linked', bytes: READ });
        expectWhole(ping);
      },
    );

    it.each([251, 252, 253, 254, 255, 256, 257])(
      'a claim with emoji around its %i. character stays whole',
      async (length) => {
        const target = await createTarget(server, site, `/crop-${length}`);
        const excerpt = `${'a'.repeat(length)}👍🏽👍🏽👍🏽👍🏽`;
        const source = newPage(linkingPage(target.url));
        const { claimed } = await pingAndEvaluate(server, target, source, { excerpt });
        expect(claimed.excerpt).toMatch(/^a{200}/);
        expect(Array.from(claimed.excerpt).length).toBeLessThanOrEqual(255);
        expect(claimed.excerpt).not.toMatch(/\ufffd|\p{Cs}/u);
      },
    );

    it('the words around a link, cropped inside emoji, stay whole', async () => {
      const crowd = '👍🏽'.repeat(2_000);
      const source = newPage(`<p>${crowd} <a href="${TARGET}">this</a> ${crowd}</p>`);
      const ping = await mentionAndEvaluate(server, source, TARGET);
      expect(ping.verification.state).toBe('linked');
      expect(JSON.stringify([ping.extracted, ping.verification.link])).not.toMatch(
        /\ufffd|\\ud[89a-f]/i,
      );
    });
  });

  describe('that takes a page for another with the same beginning mixes them up, so', () => {
    it.each(['-2', '0', '/10', '?page=2'])('the page "/entry%s" is one of its own', async (end) => {
      const longer = `${TARGET}${end}`;
      const ping = await mentionAndEvaluate(server, newPage(linkingPage(longer)), longer);
      expect(ping).toMatchObject({ verification: { state: 'linked' }, target: { url: longer } });
      await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: ping.id }] });
      const query = `target=${encodeURIComponent(TARGET)}`;
      const shown = await fetch(`${server.url}/sites/${site.key}/mentions.json?${query}`);
      const { mentions } = (await shown.json()) as Mentions;
      expect(mentions.map(({ source }) => source)).not.toContain(ping.source);
    });

    it('a link to the longer page does not prove a ping for the shorter', async () => {
      const source = newPage(linkingPage(`${TARGET}-2`));
      const ping = await mentionAndEvaluate(server, source, TARGET);
      expect(ping).toMatchObject({ status: 'spam', verification: { state: 'no-link' } });
    });
  });

  describe('that tells nobody of pings by one of its protocols has forgotten a part, so', () => {
    let receiver: WebhookReceiver;
    let watched: Site;

    beforeAll(async () => {
      receiver = await startWebhookReceiver();
      watched = await siteWith({});
      await server.api.post(`/sites/${watched.id}/webhooks`, {
        url: `${receiver.url}/hook`,
        events: ['mention.received', 'mention.pending'],
      });
    });
    afterAll(() => receiver.stop());

    it.each<[Ping['protocol'], (source: string, target: string) => Promise<unknown>]>([
      [
        'trackback',
        (url, target) =>
          sendPing(`${watched.trackbackUrl}?target=${encodeURIComponent(target)}`, { url }),
      ],
      ['pingback', (source, target) => sendPingback(server, source, target)],
      ['webmention', (source, target) => sendWebmention(server, source, target)],
    ])('each %s is announced when it comes and when it is checked', async (protocol, send) => {
      const target = `${watched.origins[0] ?? ''}/entry`;
      const source = newPage(linkingPage(target));
      await send(source, target);
      await server.drain();
      // messages may overtake one another; their sequence tells which came first
      const told = receiver.messages
        .filter(({ body }) => body.data.ping.source === source)
        .sort((one, other) => one.body.data.sequence - other.body.data.sequence);
      expect(told.map(({ body }) => body.type)).toEqual(['mention.received', 'mention.pending']);
      expect(told.map(({ body }) => body.data.ping.protocol)).toEqual([protocol, protocol]);
    });
  });

  describe('that refuses without a word is taken to have accepted, so', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const refusals: [string, () => Promise<Response>][] = [
      [
        'nothing at the address',
        () =>
          fetch(`${server.url}/trackback/nobody`, {
            method: 'POST',
            headers: form,
            body: 'url=http%3A%2F%2Fsender.example%2F',
          }),
      ],
      [
        'a path that is none',
        () => fetch(`${site.trackbackUrl}/a/b/c`, { method: 'POST', headers: form, body: 'url=a' }),
      ],
      ['no url', () => fetch(site.trackbackUrl, { method: 'POST', headers: form, body: '' })],
      ['another method', () => fetch(site.trackbackUrl, { method: 'PUT' })],
      [
        'another type',
        () =>
          fetch(site.trackbackUrl, {
            method: 'POST',
            headers: { 'content-type': 'text/xml' },
            body: '<a/>',
          }),
      ],
      [
        'a type that is none',
        () =>
          fetch(site.trackbackUrl, {
            method: 'POST',
            headers: { 'content-type': 'nonsense' },
            body: 'a',
          }),
      ],
      [
        'a body that is too large',
        () => fetch(site.trackbackUrl, { method: 'POST', headers: form, body: 'a'.repeat(70_000) }),
      ],
      ['a listing of nothing', () => fetch(`${server.url}/trackback/nobody?__mode=rss`)],
      [
        'a sender above its limit',
        async () => {
          const limits = server.app.get(RateLimits);
          server.config.intakeLimits = true;
          await Promise.all(Array.from({ length: 60 }, () => limits.take('sender', '192.0.2.9')));
          const headers = { ...form, 'x-forwarded-for': '192.0.2.9' };
          const body = 'url=http%3A%2F%2Fsender.example%2F';
          const response = await fetch(site.trackbackUrl, { method: 'POST', headers, body });
          server.config.intakeLimits = false;
          return response;
        },
      ],
    ];
    it.each(refusals)('%s is error 1 with a message', async (_what, send) => {
      const response = await send();
      expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      expect(await response.text()).toMatch(
        /^<\?xml version="1\.0" encoding="utf-8"\?>\n<response>\n<error>1<\/error>\n<message>[^<]{10,}<\/message>\n<\/response>$/,
      );
    });
  });

  describe('that compares a voucher with a list as if it were one name trusts nobody or everybody, so', () => {
    const vouched = ({ signals }: PingDetail) => signals.some(({ signal }) => signal === 'vouched');
    const send = async (trustedDomains: string[], form: (vouch: string) => string) => {
      const friend = await startSourceSite('127.0.0.6');
      const { origins } = await siteWith({ trustedDomains });
      const target = `${origins[0] ?? ''}/entry`;
      const source = newPage(linkingPage(target));
      const vouch = friend.page('/blogroll', linkingPage(`${sources.url}/`));
      const body = `source=${encodeURIComponent(source)}&target=${encodeURIComponent(target)}&${form(encodeURIComponent(vouch))}`;
      const response = await fetch(`${server.url}/webmention`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      expect(response.status).toBe(201);
      await server.drain();
      const id = (response.headers.get('location') ?? '').split('/').at(-1) ?? '';
      const { body: ping } = await server.api.get<PingDetail>(`/pings/${id}`);
      await friend.stop();
      return { ping, asked: friend.requests('/blogroll').length };
    };

    it.each([
      ['the only name', ['127.0.0.6']],
      ['the first of several', ['127.0.0.6', 'a.example', 'b.example']],
      ['the last of several', ['a.example', 'b.example', '127.0.0.6']],
    ])('a voucher counts whose domain is %s on the list', async (_place, trusted) => {
      const { ping } = await send(trusted, (vouch) => `vouch=${vouch}`);
      expect(vouched(ping)).toBe(true);
    });

    it.each([
      ['no list', []],
      ['a list of others', ['a.example', '7.0.0.6', '127.0.0.60', '27.0.0.6']],
    ])('one of %s does not, and is not asked', async (_what, trusted) => {
      const { ping, asked } = await send(trusted, (vouch) => `vouch=${vouch}`);
      expect({ isVouched: vouched(ping), asked }).toEqual({ isVouched: false, asked: 0 });
    });

    it('the first of several vouchers counts, and a list of them is none', async () => {
      const twice = await send(['127.0.0.6'], (vouch) => `vouch=${vouch}&vouch=lolz`);
      const listed = await send(['127.0.0.6'], (vouch) => `vouch[]=${vouch}`);
      expect([vouched(twice.ping), vouched(listed.ping)]).toEqual([true, false]);
    });
  });

  describe('that stores what it could not prove publishes lies, so', () => {
    const generous: Partial<SiteSettings> = {
      approveBelow: 98,
      spamFrom: 100,
      trustedDomains: ['127.0.0.1'],
    };
    const publishedBy = async (page: (target: string) => string) => {
      const { origins, key } = await siteWith(generous);
      const target = `${origins[0] ?? ''}/entry`;
      const ping = await mentionAndEvaluate(server, newPage(page(target)), target);
      const response = await fetch(`${server.url}/sites/${key}/mentions.json`);
      const { mentions } = (await response.json()) as Mentions;
      return { state: ping.verification.state, shown: mentions.length };
    };

    it('a page without microformats needs its link as any other', async () => {
      const bare = await publishedBy(() => '<p>A page without microformats.</p>');
      const linking = await publishedBy((target) => linkingPage(target));
      expect(bare).toEqual({ state: 'no-link', shown: 0 });
      expect(linking).toEqual({ state: 'linked', shown: 1 });
    });

    it('microformats that name another page prove nothing', async () => {
      const state = await publishedBy(
        () =>
          '<div class="h-entry"><a class="u-in-reply-to" href="https://other.example/">x</a></div>',
      );
      expect(state).toEqual({ state: 'no-link', shown: 0 });
    });
  });

  describe('that is of two minds about the sign of a threshold does the opposite of what it says, so', () => {
    const CASINO = 'Best online casino bonus, play poker and slots now, win big money today';
    const statusWith = async (settings: Partial<SiteSettings>, isBad: boolean) => {
      const made = await siteWith(
        isBad
          ? { unproven: 'pending', ...settings }
          : { trustedDomains: ['127.0.0.1'], ...settings },
      );
      const target = await createTarget(server, made);
      const source = newPage(linkingPage(target.url));
      const claims = isBad ? { title: CASINO, excerpt: CASINO, blog_name: 'Casino' } : {};
      const { score, status } = await pingAndEvaluate(server, target, source, claims);
      return { score, status };
    };

    it('the same ping is spam from a threshold below its score, and not from one above', async () => {
      const { score } = await statusWith({}, true);
      expect(Number(score)).toBeGreaterThan(10);
      expect(Number(score)).toBeLessThan(100);
      expect(await statusWith({ spamFrom: 10 }, true)).toMatchObject({ status: 'spam' });
      expect(await statusWith({ spamFrom: 100 }, true)).toMatchObject({ status: 'pending' });
    });

    it('the same ping is published below a threshold above its score, and not below one under it', async () => {
      // pages of other addresses score nearly, not exactly, the same
      expect(await statusWith({ approveBelow: 98 }, false)).toMatchObject({ status: 'approved' });
      expect(await statusWith({ approveBelow: 0 }, false)).toMatchObject({ status: 'pending' });
    });
  });
});
