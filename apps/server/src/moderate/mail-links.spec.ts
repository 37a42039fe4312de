// Links from mails: looking changes nothing, the button decides once, and only what the mail told of.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision, List, PingDetail, Site, Target, Verdict } from '@trackwarden/contracts';
import { parsedHtml } from '../../test/parsed-html.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { OWNER, startTestServer, type TestServer } from '../../test/started-server.js';
import { MailLinks } from '../mail-links.js';

describe('a link from a mail', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let userId: string;
  let count = 0;

  const ping = (claims: Record<string, string> = {}): Promise<PingDetail> => {
    count += 1;
    const source = sources.page(`/post-${count}`, linkingPage(target.url));
    return pingAndEvaluate(server, target, source, claims);
  };
  const linkTo = ({ id, version }: PingDetail, verdict: Verdict = 'approve'): string =>
    server.app.get(MailLinks).addressOf({ userId, pingId: id, version, verdict });
  const open = async (address: string, method = 'GET') => {
    const response = await fetch(address, { method, redirect: 'manual' });
    const html = await response.text();
    return { status: response.status, headers: response.headers, html, ...parsedHtml(html) };
  };
  const now = async ({ id }: PingDetail): Promise<PingDetail> =>
    (await server.api.get<PingDetail>(`/pings/${id}`)).body;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
    const [user] = await server.query<{ id: string }>('SELECT id FROM users');
    userId = user?.id ?? '';
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it('shows what would be done and as whom, and does nothing, however often it is opened', async () => {
    const waiting = await ping({ title: 'On pruning' });
    const address = linkTo(waiting);
    for (const method of ['GET', 'HEAD', 'GET']) await open(address, method);
    const { status, headers, text, elements } = await open(address);
    expect(status).toBe(200);
    expect(text).toContain('Approve this ping?');
    expect(text).toContain('On pruning');
    expect(text).toContain(`You decide as ${OWNER.name} (${OWNER.email})`);
    expect(elements).toContain('button');
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect((await now(waiting)).version).toBe(waiting.version);
  });

  it.each([
    ['approve', 'approved', 'The ping is approved.'],
    ['spam', 'spam', 'The ping is marked as spam.'],
    ['reject', 'rejected', 'The ping is rejected as not wanted.'],
  ] as const)('decides by its button: %s', async (verdict, became, says) => {
    const waiting = await ping();
    const { status, text } = await open(linkTo(waiting, verdict), 'POST');
    expect(status).toBe(200);
    expect(text).toContain(says);
    const after = await now(waiting);
    expect(after).toMatchObject({
      status: became,
      version: waiting.version + 1,
      decidedBy: { kind: 'person', id: userId },
    });
  });

  it('says which way its score goes, tells the button for spam from others, and leads on', async () => {
    const waiting = await ping();
    const [approve, spam] = [linkTo(waiting), linkTo(waiting, 'spam')];
    const asked = await open(spam);
    expect(asked.text).toMatch(/Score\s*\d+, where 100 is surely spam/);
    expect(asked.html).toContain('<button class="bad">');
    expect((await open(approve)).html).toContain('<button>');
    expect((await open(spam, 'POST')).html).toContain(
      `<a href="${server.config.publicUrl}/queue">`,
    );
  });

  it('decides once, says so the second time, and can be undone like any decision', async () => {
    const waiting = await ping();
    const address = linkTo(waiting);
    const answers = await Promise.all([open(address, 'POST'), open(address, 'POST')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await open(address, 'POST')).text).toContain('Already done: the ping is approved.');
    expect((await open(address)).text).toContain('Already done');
    expect((await now(waiting)).version).toBe(waiting.version + 1);

    const { body } = await server.api.get<List<Decision>>('/decisions');
    const made = body.items.find(({ pings }) => pings.some(({ id }) => id === waiting.id));
    expect(made?.by).toEqual({ kind: 'mail', id: userId, name: OWNER.name });
    await server.api.post(`/decisions/${made?.id ?? ''}/undo`);
    expect((await now(waiting)).status).toBe('pending');
    expect((await open(address, 'POST')).text).toContain('Now: waits for a person.');
    expect((await now(waiting)).status).toBe('pending');
  });

  it('does nothing for a ping that changed since, and shows how it stands', async () => {
    const waiting = await ping();
    const address = linkTo(waiting, 'spam');
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: waiting.id }] });
    for (const method of ['GET', 'POST']) {
      const { status, text, elements } = await open(address, method);
      expect(status).toBe(method === 'GET' ? 200 : 409);
      expect(text).toContain('has changed since the mail was sent');
      expect(text).toContain('Now: approved.');
      expect(elements).not.toContain('button');
    }
    expect((await now(waiting)).status).toBe('approved');
  });

  it('expires after seven days', async () => {
    const waiting = await ping();
    const address = linkTo(waiting);
    server.passTime(6.9 * 86_400_000);
    expect((await open(address)).status).toBe(200);
    server.passTime(0.2 * 86_400_000);
    for (const method of ['GET', 'POST']) {
      const { status, text } = await open(address, method);
      expect(status).toBe(410);
      expect(text).toContain('This link has expired');
    }
    expect((await now(waiting)).status).toBe('pending');
  });

  it('is worth nothing when a letter of it is another one', async () => {
    const waiting = await ping();
    const address = linkTo(waiting);
    const [payload = '', signature = ''] = (address.split('/').at(-1) ?? '').split('.');
    const content = Buffer.from(payload, 'base64url').toString();
    const other = Buffer.from(content.replace('approve', 'spam')).toString('base64url');
    const forged = [
      `${other}.${signature}`,
      `${payload}.`,
      payload,
      `${payload}.${signature.slice(0, -1)}`,
      `${payload}.${signature}x`,
      `.${signature}`,
      '%00',
      'a.b.c',
    ];
    for (const token of forged)
      for (const method of ['GET', 'POST']) {
        const { status } = await open(`${server.url}/mail/decisions/${token}`, method);
        expect(status).toBe(404);
      }
    expect((await now(waiting)).status).toBe('pending');
  });

  it('is worth nothing without its person, and says when its ping is gone', async () => {
    const waiting = await ping();
    const stranger = '01930000-0000-7000-8000-000000000000';
    const links = server.app.get(MailLinks);
    const of = (change: object) =>
      links.addressOf({ userId, pingId: waiting.id, version: 2, verdict: 'spam', ...change });
    expect((await open(of({ userId: stranger }), 'POST')).status).toBe(404);
    expect((await open(of({ pingId: stranger }), 'POST')).status).toBe(410);
    expect((await now(waiting)).status).toBe('pending');
  });

  it('shows what a stranger wrote as text', async () => {
    const hostile = '" onfocus="1 &lt;img src=x onerror=1&gt; <script>alert(1)</script>';
    const waiting = await ping({ title: hostile, excerpt: hostile, blog_name: hostile });
    const { text, elements, attributes, outsideRels, addresses } = await open(linkTo(waiting));
    expect(text).toContain('" onfocus="1 <img src=x onerror=1>');
    expect(elements).not.toContain('script');
    expect(attributes).not.toContain('onfocus');
    expect(elements).not.toContain('img');
    expect(new Set(outsideRels(server.url))).toEqual(new Set(['nofollow ugc noopener']));
    expect(addresses.filter((address) => /^(javascript|data|vbscript):/i.test(address))).toEqual(
      [],
    );
  });
});
