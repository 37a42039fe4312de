// Does the source link to the target? Whole pages over HTTP, and the state that each of them proves.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ping, Site, Target } from '@trackwarden/contracts';
import {
  createSite,
  createTarget,
  pingAndEvaluate,
  pingsOf,
  sendPing,
} from '../../test/pinging.js';
import {
  linkingPage,
  startSourceSite,
  type Page,
  type SourceSite,
} from '../../test/source-site.js';
import { soonChecks } from '../../test/soon-checks.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

type Row = Omit<Page, 'body'> & {
  name: string;
  body?: string;
  /** `%93` stands for that byte, whatever character set the page is in. */
  percentEncoded?: boolean;
  state: Ping['verification']['state'];
  httpStatus?: number;
  title?: string;
};

const rows = (
  JSON.parse(
    readFileSync(new URL('../../test/fixtures/link-proof.json', import.meta.url), 'utf8'),
  ) as Row[]
).map((row, index) => ({ ...row, path: `/page/${index}` }));

function bodyOf({ body = '', percentEncoded }: Row, target: string): string | Uint8Array {
  const text = body.replaceAll('{target}', target);
  if (!percentEncoded) return text;
  const bytes = text.replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

describe('a source', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let pings: Map<string, Ping>;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
    for (const row of rows) {
      const { path, status, headers, cut } = row;
      const url = sources.page(path, {
        body: bodyOf(row, target.url),
        ...(status ? { status } : {}),
        ...(headers ? { headers } : {}),
        ...(cut ? { cut } : {}),
      });
      await sendPing(target.trackbackUrl, { url, title: 'A claim' });
    }
    await server.drain();
    await soonChecks(server);
    pings = new Map(
      (await pingsOf(server, site.id)).map((ping) => [new URL(ping.source).pathname, ping]),
    );
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  it.each(rows)('with $name is $state', ({ path, state, httpStatus, title }) => {
    expect(pings.get(path)).toMatchObject({
      verification: { state, ...(httpStatus ? { httpStatus } : {}) },
      ...(title ? { extracted: { title } } : {}),
    });
  });

  it.each(rows)('with $name is never published by itself', ({ path, state }) => {
    expect(pings.get(path)?.status).toBe(state === 'linked' ? 'pending' : 'spam');
  });

  it('on the same site as the target may link relatively', async () => {
    const here = await createSite(server, {}, sources.url);
    const own = await createTarget(server, here, '/own-entry');
    const url = sources.page('/neighbour', '<a href="own-entry">this</a>');
    const ping = await pingAndEvaluate(server, own, url);
    expect(ping.verification.state).toBe('linked');
  });

  it('that redirects is judged by the page at the end', async () => {
    sources.page('/moved-here', linkingPage(target.url));
    const url = sources.page('/moved', { status: 301, headers: { location: '/moved-here' } });
    const ping = await pingAndEvaluate(server, target, url);
    expect(ping.verification).toMatchObject({
      state: 'linked',
      httpStatus: 200,
      finalUrl: `${sources.url}/moved-here`,
      redirects: [`${sources.url}/moved-here`],
    });
  });

  it('that redirects for ever is unreachable', async () => {
    const url = sources.page('/loop', { status: 302, headers: { location: '/loop' } });
    const ping = await pingAndEvaluate(server, target, url);
    expect(ping.verification.state).toBe('unreachable');
    expect(sources.requests('/loop').length).toBeLessThanOrEqual(6);
  });

  it('shows the text around the link, its words and its rel', async () => {
    const url = sources.page(
      '/around',
      `<article><p>I agree with <a rel="nofollow ugc" href="${target.url}">that entry</a> wholly.</p></article>`,
    );
    const { verification, extracted } = await pingAndEvaluate(server, target, url);
    expect(verification.link).toMatchObject({
      text: 'that entry',
      before: expect.stringContaining('I agree with'),
      after: expect.stringContaining('wholly.'),
      rel: ['nofollow', 'ugc'],
      visible: true,
      position: 'article',
    });
    expect(extracted.excerpt).toContain('I agree with that entry wholly.');
  });

  it('that hides its link says so', async () => {
    const url = sources.page(
      '/hidden',
      `<p style="display:none"><a href="${target.url}">x</a></p>`,
    );
    const { verification, signals } = await pingAndEvaluate(server, target, url);
    expect(verification.link).toMatchObject({ visible: false });
    expect(signals.map(({ signal }) => signal)).toContain('hidden-link');
  });
});
