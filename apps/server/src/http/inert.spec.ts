// Whatever a stranger writes stays text in everything that leaves the server, read with real parsers.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Mentions, Ping, PingDetail, Site, Target } from '@trackwarden/contracts';
import { hostileWords } from '../../test/hostile-words.js';
import { startMailBox, type MailBox } from '../../test/mail-box.js';
import { parsedHtml } from '../../test/parsed-html.js';
import { createSite, createTarget, pingsOf, sendPing } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { StrayMails } from '../upkeep/stray-mails.js';
import { waitFor } from '../../test/wait-for.js';
import { isWellFormed } from '../../test/well-formed.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/webhook-receiver.js';

const WORDS = hostileWords();
/** What a stranger may name for a person's page or photo. */
const SCHEMES = [
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'JAVASCRIPT&colon;alert(1)',
  '&#106;avascript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://blog.example/1',
];
const HTTP = /^https?:\/\//;

const asAttribute = (text: string): string => text.replaceAll('"', '&quot;');

/** A page that writes every word wherever a page says something of itself. */
const hostilePage = (target: string, word: string, scheme: string): string => `<!doctype html>
<html lang="${asAttribute(word)}"><head><title>${word.replaceAll('<', '&lt;')}</title>
<meta property="og:site_name" content="${asAttribute(word)}"></head><body>
<article class="h-entry"><a class="u-url" href="${scheme}">link</a>
<p class="p-author h-card"><a class="u-url" href="${scheme}"><img class="u-photo" src="${scheme}"></a><b class="p-name">${word.replaceAll('<', '&lt;')}</b></p>
<p class="e-content">I say <a href="${target}" title="${asAttribute(word)}">${word.replaceAll('<', '&lt;')}</a> and ${word.replaceAll('<', '&lt;')}.</p></article></body></html>`;

describe('what a stranger writes', () => {
  let server: TestServer;
  let sources: SourceSite;
  let box: MailBox;
  let hooks: WebhookReceiver;
  let site: Site;
  let target: Target;
  let pings: Ping[];

  const read = async (path: string, accept: string): Promise<string> =>
    (
      await fetch(path.startsWith('http') ? path : `${server.url}${path}`, { headers: { accept } })
    ).text();

  beforeAll(async () => {
    box = await startMailBox();
    sources = await startSourceSite();
    hooks = await startWebhookReceiver();
    server = await startTestServer({
      mail: { smtpUrl: box.url, from: 'pings@blog.example' },
      mailCollectMs: 120_000,
    });
    site = await createSite(server);
    target = await createTarget(server, site, '/entry', { title: `"'><i>An entry</i>` });
    await server.api.patch('/mail', { about: 'each' });
    await server.api.post(`/sites/${site.id}/webhooks`, {
      url: hooks.url,
      events: ['mention.approved'],
    });
    for (const [index, { title, excerpt, blogName }] of WORDS.entries()) {
      const path = `/post-${index}?q=${encodeURIComponent(`"'<&>`)}&x='"`;
      const scheme = SCHEMES[index % SCHEMES.length] ?? '';
      const { text } = await sendPing(target.trackbackUrl, {
        url: sources.page(
          new URL(path, sources.url).href.slice(sources.url.length),
          hostilePage(target.url, title, scheme),
        ),
        title,
        excerpt,
        blog_name: blogName,
      });
      expect(text).toContain('<error>0</error>');
    }
    await server.drain();
    server.passTime(180_000);
    await server.app.get(StrayMails).sweep();
    await waitFor('the mail', () => box.mails.length > 0);
    pings = await pingsOf(server, site.id);
    await server.api.post('/decisions', {
      verdict: 'approve',
      pings: pings.map(({ id }) => ({ id })),
    });
    await server.drain();
  });
  afterAll(async () => {
    await server.stop();
    await box.stop();
    await hooks.stop();
    await sources.stop();
  });

  it('came from as many pings as there are words, each proven', () => {
    expect(pings).toHaveLength(WORDS.length);
    expect(new Set(pings.map(({ verification }) => verification.state))).toEqual(
      new Set(['linked']),
    );
  });

  it('is text on the status page of a ping, and its links give it no weight', async () => {
    for (const { id, source } of pings) {
      const page = parsedHtml(await read(`/pings/${id}`, 'text/html'));
      expect(page.elements).toEqual(
        [
          ...['a', 'body', 'dd', 'div', 'dl', 'dt', 'footer', 'h1', 'head'],
          ...['html', 'link', 'main', 'meta', 'title'],
        ].sort(),
      );
      expect(page.attributes).toEqual(['charset', 'content', 'href', 'lang', 'name', 'rel']);
      expect(page.addresses).toEqual(['/public-page.css', source, target.url]);
      expect(new Set(page.outsideRels(server.url))).toEqual(new Set(['nofollow ugc noopener']));
    }
  });

  it('is text in the status as JSON, which no browser takes for a page', async () => {
    const response = await fetch(`${server.url}/pings/${pings[0]?.id ?? ''}`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  const expectHttpAddresses = (value: unknown, path = ''): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        expectHttpAddresses(inner, `${path}/${key}`);
    } else if (
      /\/(url|photo|source|canonicalUrl|finalUrl|targetGiven)$/.test(path) &&
      value !== null
    ) {
      expect({ path, value }).toEqual({ path, value: expect.stringMatching(HTTP) });
    }
  };

  it('gets no address but http(s) into the feed, and no photo but from us', async () => {
    const body = JSON.parse(await read(`/sites/${site.key}/mentions.json`, '*/*')) as Mentions;
    expect(body.mentions.length).toBe(WORDS.length);
    expectHttpAddresses(body);
    for (const { author } of body.mentions)
      if (author.photo !== null)
        expect(author.photo.startsWith(`${server.url}/photos/`)).toBe(true);
  });

  it('gets no address but http(s) into the API of the dashboard', async () => {
    for (const { id } of pings) {
      const { body } = await server.api.get<PingDetail>(`/pings/${id}`);
      expectHttpAddresses(body);
    }
  });

  it('gets no address but http(s) into a webhook', async () => {
    await waitFor('the messages', () => hooks.messages.length === WORDS.length);
    for (const { body } of hooks.messages) expectHttpAddresses(body);
  });

  type Node = Record<string, unknown>;
  const namesIn = (nodes: Node[], names = new Set<string>()): Set<string> => {
    for (const node of nodes)
      for (const [name, inner] of Object.entries(node)) {
        names.add(name);
        if (Array.isArray(inner)) namesIn(inner as Node[], names);
      }
    return names;
  };
  const elementsOf = (xml: string): string[] => {
    expect(isWellFormed(xml)).toBe(true);
    const parser = new XMLParser({ preserveOrder: true, processEntities: false });
    return [...namesIn(parser.parse(xml) as Node[])]
      .filter((name) => !/^(#text|:@|\?xml)$/.test(name))
      .sort();
  };

  it('is text in the RSS feed, and its HTML holds no element', async () => {
    const xml = await read(`/sites/${site.key}/mentions.rss`, '*/*');
    expect(elementsOf(xml)).toEqual(
      [
        ...['atom:link', 'channel', 'description', 'guid', 'item', 'link', 'pubDate', 'rss'],
        ...['source', 'title', 'trackback:about', 'trackback:ping'],
      ].sort(),
    );
    const { rss } = new XMLParser({ parseTagValue: false }).parse(xml) as {
      rss: { channel: { item: { description?: string; link: string }[] } };
    };
    for (const { description = '', link } of rss.channel.item) {
      expect(parsedHtml(description).elements).toEqual(['body', 'head', 'html']);
      expect(link).toMatch(HTTP);
    }
  });

  it('is text in the TrackBack listing', async () => {
    const xml = await read(`${target.trackbackUrl}?__mode=rss`, '*/*');
    expect(elementsOf(xml)).toEqual(
      [
        'channel',
        'description',
        'error',
        'item',
        'language',
        'link',
        'response',
        'rss',
        'title',
      ].sort(),
    );
  });

  it('is text in a mail, where nothing is loaded and only our own addresses are links', () => {
    for (const { head, html } of box.mails) {
      expect(head).toMatch(/^Content-Type: multipart\/alternative/im);
      const page = parsedHtml(html);
      expect(page.elements).toEqual(
        ['a', 'blockquote', 'body', 'br', 'h2', 'head', 'html', 'meta', 'p'].filter((name) =>
          page.elements.includes(name),
        ),
      );
      expect(page.attributes).toEqual(['charset', 'content', 'href', 'lang', 'name', 'style']);
      for (const address of page.addresses) expect(address.startsWith(`${server.url}/`)).toBe(true);
    }
  });

  it('is text in the snapshot of its page', async () => {
    for (const { id } of pings) {
      const response = await fetch(`${server.url}/api/v1/pings/${id}/snapshot`, {
        headers: { cookie: server.api.cookie ?? '' },
      });
      expect(response.status).toBe(200);
      const page = parsedHtml(await response.text());
      const ours = ['body', 'br', 'h1', 'head', 'html', 'mark', 'meta', 'p', 'style', 'title'];
      expect(page.elements.filter((name) => !ours.includes(name))).toEqual([]);
      expect(page.addresses).toEqual([]);
    }
  });

  it('is text in the answer to a Webmention and on the page of discovery', async () => {
    for (const { title: word } of WORDS.slice(0, 6)) {
      const address = `https://blog.example/${word}`;
      const answer = await fetch(`${server.url}/webmention`, {
        method: 'POST',
        headers: { accept: 'text/html' },
        body: new URLSearchParams({ source: address, target: `${address}-other` }),
      });
      const discovery = await read(
        `/sites/${site.key}/discovery?target=${encodeURIComponent(address)}`,
        'text/html',
      );
      for (const html of [await answer.text(), discovery]) {
        const { elements, addresses } = parsedHtml(html);
        expect(
          elements.filter((name) => /^(script|img|svg|iframe|form|base|math|i)$/.test(name)),
        ).toEqual([]);
        expect(addresses.filter((one) => !HTTP.test(one) && one !== '/public-page.css')).toEqual(
          [],
        );
      }
    }
  });
});
