// Mails about pings that wait: to whom they were asked for, one for a burst, never lost, never a way in.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MailPreference, Problem, Site, Target, TestMail } from '@trackwarden/contracts';
import { startMailBox, type MailBox, type ReceivedMail } from '../../../test/mail-box.js';
import { parsedHtml } from '../../../test/parsed-html.js';
import { createSite, createTarget, pingAndEvaluate } from '../../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../../test/source-site.js';
import { OWNER, startTestServer, type TestServer } from '../../../test/started-server.js';
import { waitFor } from '../../../test/wait-for.js';
import { StrayMails } from '../../upkeep/stray-mails.js';

describe('mails about pings that wait', () => {
  let server: TestServer;
  let box: MailBox;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let count = 0;

  const prefer = (about: string) => server.api.patch<MailPreference>('/mail', { about });
  const ping = (claims: Record<string, string> = {}) => {
    count += 1;
    const source = sources.page(`/post-${count}`, linkingPage(target.url, `Post ${count}`));
    return pingAndEvaluate(server, target, source, claims);
  };
  const nextMail = async (): Promise<ReceivedMail> => {
    const mail = await waitFor('a mail', () => box.mails.at(0));
    box.mails.shift();
    return mail;
  };
  const unsent = async (): Promise<number> => {
    const [row] = await server.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM mail_notices WHERE mail_id IS NULL)::int
         + (SELECT count(*) FROM mails WHERE status = 'waiting')::int AS count`,
    );
    return row?.count ?? 0;
  };

  beforeAll(async () => {
    box = await startMailBox();
    sources = await startSourceSite();
    server = await startTestServer({
      mail: { smtpUrl: box.url, from: 'Trackwarden <pings@blog.example>' },
    });
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  beforeEach(() => prefer('each'));
  afterEach(async () => {
    box.refuseWith(null);
    server.config.mailCollectMs = 0;
    await prefer('off');
    box.mails.length = 0;
  });
  afterAll(async () => {
    await server.stop();
    await box.stop();
    await sources.stop();
  });

  it('hold the facts of the ping and the links, as text and as HTML', async () => {
    const { id, source } = await ping({ title: 'On pruning', excerpt: 'I let it stand.' });
    const { from, to, head, text, html } = await nextMail();
    expect({ from, to }).toEqual({ from: 'pings@blog.example', to: [OWNER.email] });
    expect(head).toContain('Subject: A ping of 127.0.0.1 waits for you: A blog');
    for (const part of [text, html]) {
      for (const fact of ['On pruning', 'I let it stand.', source, target.url, 'of 100'])
        expect(part).toContain(fact);
      expect(part).toContain(`${server.url}/queue?ping=${id}`);
      expect(part).toContain(`${server.url}/settings`);
      expect(part.split(`${server.url}/mail/decisions/`)).toHaveLength(4);
    }
  });

  it('let a stranger write no header, no link, no picture and no line of ours', async () => {
    await server.api.patch(`/sites/${site.id}`, {
      name: 'A blog\r\nBcc: victim@victim.example\r\n\r\nbody',
    });
    await ping({
      title: 'x\r\nBcc: victim@victim.example\nApprove: https://evil.example/',
      excerpt: '<img src="https://evil.example/pixel"><a href="javascript:1">Approve</a>',
      blog_name: '"><script>1</script>',
    });
    const { to, head, text, html } = await nextMail();
    await server.api.patch(`/sites/${site.id}`, { name: 'A blog' });
    expect(to).toEqual([OWNER.email]);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(text).not.toMatch(/^(Approve|Bcc): (?!http:\/\/127)/m);
    const { elements, attributes, addresses } = parsedHtml(html);
    expect(elements).toEqual([
      ...['a', 'blockquote', 'body', 'br', 'h2', 'head', 'html', 'meta', 'p'],
    ]);
    expect(attributes).toEqual(['charset', 'content', 'href', 'lang', 'name', 'style']);
    expect(addresses.filter((address) => !address.startsWith(`${server.url}/`))).toEqual([]);
  });

  /** Lets the time of collecting pass, as if the jobs had been lost too. */
  const collected = async (ms = 180_000) => {
    server.passTime(ms);
    await server.app.get(StrayMails).sweep();
    return nextMail();
  };

  it('tell of a burst in one mail', async () => {
    server.config.mailCollectMs = 120_000;
    const pings = [await ping(), await ping(), await ping()];
    expect(box.mails).toHaveLength(0);
    const { head, text } = await collected();
    expect(head).toContain('Subject: 3 pings wait for you');
    for (const { source } of pings) expect(text).toContain(`From: ${source}\n`);
    await waitFor('nothing to be left', async () => (await unsent()) === 0);
    expect(box.mails).toHaveLength(0);
  });

  it('leave out what was decided in the meantime, and are not sent for nothing', async () => {
    server.config.mailCollectMs = 120_000;
    const [early, late] = [await ping(), await ping()];
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id: early.id }] });
    const { text } = await collected();
    expect(text).toContain(late.source);
    expect(text).not.toContain(early.source);
    const { id } = await ping();
    await server.api.post('/decisions', { verdict: 'spam', pings: [{ id }] });
    server.passTime(180_000);
    await server.app.get(StrayMails).sweep();
    await waitFor('the mail to be given up', async () => (await unsent()) === 0);
    expect(box.mails).toHaveLength(0);
  });

  it('are sent once a day to who wants them daily', async () => {
    await prefer('daily');
    const { source } = await ping();
    const [row] = await server.query<{ hour: number }>(
      `SELECT extract(hour FROM due_at AT TIME ZONE 'UTC')::int AS hour FROM mail_notices WHERE mail_id IS NULL`,
    );
    expect(row?.hour).toBe(6);
    // longer than a day: a mail that was just missed is due a whole one later
    expect((await collected(86_400_000 + 180_000)).text).toContain(source);
  });

  it('are not written about what a person put back or put off, or to who wants none', async () => {
    const { id } = await ping();
    await nextMail();
    // the box has it a moment before its sender knows
    await waitFor('the mail to be sent', async () => (await unsent()) === 0);
    await server.api.post('/decisions', { verdict: 'approve', pings: [{ id }] });
    await server.api.post('/decisions', { verdict: 'hold', pings: [{ id }] });
    await prefer('off');
    await ping();
    expect(await unsent()).toBe(0);
    expect(box.mails).toHaveLength(0);
  });

  it('are tried again while the mail server refuses them, and hold up nothing', async () => {
    box.refuseWith('451 come back later');
    const { status, source } = await ping();
    expect(status).toBe('pending');
    await waitFor('the refusal', async () => {
      const [row] = await server.query<{ error: string | null }>(
        `SELECT error FROM mails WHERE status = 'waiting'`,
      );
      return row?.error?.includes('come back later');
    });
    box.refuseWith(null);
    expect((await collected(1_000_000)).text).toContain(source);
  });

  it('end after the last attempt', async () => {
    box.refuseWith('550 never');
    await ping();
    await waitFor('the refusal', async () => {
      const [row] = await server.query(
        'SELECT 1 FROM mails WHERE error IS NOT NULL AND status = $1',
        ['waiting'],
      );
      return row;
    });
    await server.query(`UPDATE mails SET attempts = 5 WHERE status = 'waiting'`);
    server.passTime(1_000_000);
    await server.app.get(StrayMails).sweep();
    await waitFor('the end', async () => {
      const [row] = await server.query<{ error: string }>(
        `SELECT error FROM mails WHERE status = 'failed'`,
      );
      return row?.error.includes('never');
    });
  });

  it('can be tried: the answer says how it went', async () => {
    const good = await server.api.post<TestMail>('/mail/test');
    expect(good).toMatchObject({ status: 200, body: { isSent: true, error: null } });
    expect((await nextMail()).text).toContain('arrive at this address');
    box.refuseWith('550 no such mailbox');
    const { body } = await server.api.post<TestMail>('/mail/test');
    expect(body.isSent).toBe(false);
    expect(body.error).toContain('no such mailbox');
  });

  it('belong to people: the token of the environment has no address', async () => {
    const { status } = await server.tokenClient.get('/mail');
    expect(status).toBe(403);
    const { body } = await server.api.get<MailPreference>('/mail');
    expect(body).toEqual({ isAvailable: true, address: OWNER.email, about: 'each' });
    expect((await prefer('hourly')).status).toBe(400);
  });

  it('cannot be asked for where there is no mail server', async () => {
    const bare = await startTestServer();
    try {
      expect((await bare.api.get<MailPreference>('/mail')).body.isAvailable).toBe(false);
      const { status, body } = await bare.api.patch<Problem>('/mail', { about: 'each' });
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'not-allowed-now' });
      expect(body.detail).toContain('SMTP_URL');
      expect((await bare.api.post('/mail/test')).status).toBe(409);
    } finally {
      await bare.stop();
    }
  });
});
