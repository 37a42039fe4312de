// The evidence of a ping over the API: what each check kept, how claims compare, who else is the same page.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  List,
  PingCheck,
  PingDetail,
  SenderStatus,
  Site,
  Target,
} from '@trackwarden/contracts';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { linkingPage, startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

describe('the evidence of a ping', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    server = await startTestServer();
    sources = await startSourceSite();
    site = await createSite(server);
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await sources.stop();
    await server.stop();
  });

  const send = (path: string, claims: Record<string, string> = {}) =>
    pingAndEvaluate(server, target, `${sources.url}${path}`, claims);
  const checksOf = async (id: string) =>
    (await server.api.get<List<PingCheck>>(`/pings/${id}/checks`)).body;
  const statusFor = async (id: string, accept: string) =>
    fetch(`${server.url}/pings/${id}`, { headers: { accept } });

  it('is kept of every check, newest first, so that what changed can be seen', async () => {
    sources.page('/changing', linkingPage(target.url, 'Before'));
    const { id } = await send('/changing');
    sources.page('/changing', { status: 503, body: 'later' });
    await send('/changing');
    sources.page('/changing', linkingPage(target.url, 'After'));
    await send('/changing');
    const { items, nextCursor } = await checksOf(id);
    expect(nextCursor).toBeNull();
    expect(items.map(({ title, verification }) => [title, verification.state])).toEqual([
      ['After', 'linked'],
      [null, 'unreachable'],
      ['Before', 'linked'],
    ]);
    const [after, failed, before] = items;
    expect(failed?.verification).toMatchObject({ httpStatus: 503, failure: 'http-status' });
    expect(after?.verification.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(after?.verification.sha256).not.toBe(before?.verification.sha256);
    expect(before).toMatchObject({ isSecondLook: false, language: 'en', noindex: false });
  });

  it('is not to be had of a ping that does not exist, nor without sign-in', async () => {
    const unknown = '0193a000-0000-7000-8000-000000000001';
    expect((await server.api.get(`/pings/${unknown}/checks`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/v1/pings/${unknown}/checks`)).status).toBe(401);
  });

  it('is shown as far as it was kept, of a check from before', async () => {
    sources.page('/older', linkingPage(target.url));
    const { id } = await send('/older');
    await server.query('UPDATE evidence SET verification = NULL WHERE ping_id = $1', [id]);
    await server.query(
      `UPDATE pings SET verification = verification - ARRAY['sha256', 'failure', 'userAgent', 'otherLook'] WHERE id = $1`,
      [id],
    );
    const [check] = (await checksOf(id)).items;
    expect(check?.verification).toMatchObject({ state: 'linked', httpStatus: 200, sha256: null });
    const { body } = await server.api.get<PingDetail>(`/pings/${id}`);
    expect(body.verification).toMatchObject({ sha256: null, failure: null, otherLook: null });
  });

  it('says how much alike the claimed title and that of the page are', async () => {
    sources.page('/titles', linkingPage(target.url, 'Why I stopped pruning in autumn'));
    const { claims, page } = await send('/titles', { title: 'Why I stopped pruning…' });
    expect(claims).toMatchObject({ titleSimilarity: 1, titleOnPage: true });
    expect(page).toMatchObject({ language: 'en', languageDetected: false, noindex: false });
  });

  it('points from an AMP page to the page itself, and back', async () => {
    const normal = sources.page('/story', linkingPage(target.url));
    sources.page(
      '/story/amp',
      linkingPage(target.url).replace('<head>', `<head><link rel="canonical" href="${normal}">`),
    );
    sources.page('/other', linkingPage(target.url));
    const amp = await send('/story/amp');
    const other = await send('/other');
    const page = await send('/story');
    const read = async (id: string) => (await server.api.get<PingDetail>(`/pings/${id}`)).body;
    expect((await read(amp.id)).samePageAs).toEqual([
      { id: page.id, source: normal, status: page.status },
    ]);
    expect((await read(page.id)).samePageAs).toMatchObject([{ id: amp.id }]);
    expect((await read(other.id)).samePageAs).toEqual([]);
  });

  describe('for its sender', () => {
    it('names why the source could not be read, in JSON and in words', async () => {
      sources.page('/picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' });
      const { id } = await send('/picture');
      const status = (await (await statusFor(id, 'application/json')).json()) as SenderStatus;
      expect(status.failure).toBe('content-type');
      expect(await (await statusFor(id, 'text/html')).text()).toContain(
        'the page is neither HTML nor text nor JSON',
      );
    });

    it('tells nothing of our network: what may not be fetched reads like what does not answer', async () => {
      const answers: string[] = [];
      for (const location of ['http://10.0.0.1/', 'http://127.0.0.1:1/', 'ftp://127.0.0.1/']) {
        const path = `/to-${answers.length}`;
        sources.page(path, { status: 302, headers: { location } });
        const { id } = await send(path);
        const {
          source: _,
          id: __,
          receivedAt: ___,
          checkedAt: ____,
          ...rest
        } = (await (await statusFor(id, 'application/json')).json()) as SenderStatus;
        answers.push(JSON.stringify(rest));
      }
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('"failure":"no-answer"');
    });

    it('is silent about failures when the source was read', async () => {
      sources.page('/fine', linkingPage(target.url));
      const { id } = await send('/fine');
      const status = (await (await statusFor(id, 'application/json')).json()) as SenderStatus;
      expect(status.failure).toBeNull();
    });
  });
});
