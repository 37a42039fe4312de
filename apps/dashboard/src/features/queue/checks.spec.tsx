// The facts of a check, and all checks of a ping beside one another.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import type { Ping, PingCheck, Verification } from '@trackwarden/contracts';
import { FakeServer, problem } from '../../testing/fake-server.js';
import { detailOf, idOf, pingOf } from '../../testing/fixtures.js';
import { renderApp } from '../../testing/render-app.js';
import { changesSince } from './check-changes.js';

const BROWSER = 'Mozilla/5.0 (compatible; Trackwarden/1.0; +https://garden.example)';
const base = pingOf(4, 'ash');
const verified = (change: Partial<Verification>): Ping => ({
  ...base,
  verification: { ...base.verification, ...change },
});
const { link } = base.verification;

const checkOf = (
  number: number,
  change: Partial<Verification> = {},
  more: Partial<PingCheck> = {},
): PingCheck => ({
  id: idOf(700 + number),
  at: `2026-11-23T${String(9 + number).padStart(2, '0')}:00:00.000Z`,
  verification: { ...base.verification, ...change },
  isSecondLook: false,
  title: 'Post of ash',
  language: 'en',
  noindex: false,
  outgoingLinks: 3,
  outgoingHosts: 2,
  textLength: 900,
  score: 12,
  because: 'The link is proven.',
  ...more,
});

describe('the changes between two checks', () => {
  const before = checkOf(0);
  it.each<[string, PingCheck, ReturnType<typeof changesSince>]>([
    ['none', checkOf(1), []],
    ['the content', checkOf(1, { sha256: 'b'.repeat(64) }), ['body']],
    [
      'the link gone',
      checkOf(1, { state: 'no-link', link: null, sha256: 'b'.repeat(64) }),
      ['state', 'body'],
    ],
    ['a hidden link', checkOf(1, { link: link && { ...link, visible: false } }), ['visibility']],
    [
      'not reached, which says nothing of the content',
      checkOf(1, { state: 'unreachable', link: null, sha256: null, httpStatus: null }),
      ['state'],
    ],
    ['another title', checkOf(1, {}, { title: 'Win money', noindex: true }), ['title', 'robots']],
  ])('are: %s', (_what, check, expected) => {
    expect(changesSince(check, [before])).toEqual(expected);
  });

  it('leap over a check that could not read the page', () => {
    const failed = checkOf(1, { state: 'unreachable', link: null, sha256: null, httpStatus: 503 });
    const after = checkOf(2, { sha256: 'b'.repeat(64) });
    expect(changesSince(after, [failed, before])).toEqual(['state', 'status', 'body']);
  });

  it('are not told of the first', () => {
    expect(changesSince(before, [])).toBeNull();
  });
});

describe('the evidence', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer([base]);
  });
  const open = async (ping: Ping, checks: PingCheck[] = []) => {
    server.pings = [ping];
    server.on(`GET /api/v1/pings/${ping.id}/checks`, () => ({
      status: 200,
      body: { items: checks, nextCursor: null },
    }));
    const app = renderApp('/queue');
    await screen.findByRole('heading', { level: 2, name: 'Post of ash' });
    return app;
  };
  const factOf = async (name: string) => (await screen.findByText(name)).nextElementSibling;

  it('says through whom the link goes', async () => {
    await open(verified({ link: link && { ...link, through: 't.co' } }));
    expect(screen.getByText('The link goes through t.co, which leads to your page.')).toBeTruthy();
    expect((await factOf('Link'))?.textContent).toContain('through t.co');
  });

  it('shows a short digest, and all of it on demand', async () => {
    await open(verified({ sha256: '0123456789abcdef'.repeat(4) }));
    const name = await screen.findByText('SHA-256 of the page');
    expect(name.nextElementSibling?.textContent).toBe('0123456789ab');
    expect(name.parentElement?.title).toBe('0123456789abcdef'.repeat(4));
  });

  it('names a detected language as such, and how much alike the titles are', async () => {
    server.on(`GET /api/v1/pings/${base.id}`, () => ({
      status: 200,
      body: {
        ...detailOf(base),
        page: {
          outgoingLinks: 3,
          outgoingHosts: 2,
          noindex: false,
          language: 'en',
          languageDetected: true,
          textLength: 9,
          text: 'Some text',
        },
        claims: { titleOnPage: true, titleSimilarity: 0.67, excerptOnPage: null },
      },
    }));
    await open(base);
    expect(await screen.findByText('English, as detected')).toBeTruthy();
    expect(await screen.findByText('67 % alike')).toBeTruthy();
  });

  it('points to the same page under another address', async () => {
    server.on(`GET /api/v1/pings/${base.id}`, () => ({
      status: 200,
      body: {
        ...detailOf(base),
        samePageAs: [{ id: idOf(5), source: 'https://ash.example/post/amp', status: 'approved' }],
      },
    }));
    await open(base);
    const list = (await screen.findByText('The same page also came as')).nextElementSibling;
    expect(list?.textContent).toContain('https://ash.example/post/amp');
  });

  it('says that the link is shown to one program only', async () => {
    await open(
      verified({
        otherLook: {
          userAgent: BROWSER,
          state: 'no-link',
          httpStatus: 200,
          bytes: 1,
          sha256: null,
        },
      }),
    );
    expect(screen.getAllByText('shown to us only').length).toBeGreaterThan(0);
    expect(
      screen.getByText(/to one program and not to another\. Readers may not see it/),
    ).toBeTruthy();
  });

  it('lists all checks, newest first, with what changed and who asked, once they are opened', async () => {
    const second = checkOf(
      1,
      { state: 'no-link', link: null, userAgent: BROWSER, sha256: 'b'.repeat(64) },
      { isSecondLook: true, score: 91 },
    );
    const { user } = await open(base, [second, checkOf(0)]);
    expect(server.callsTo(`GET /api/v1/pings/${base.id}/checks`)).toHaveLength(0);
    await user.click(screen.getByText('All checks'));
    const list = within(await screen.findByRole('list', { name: 'All checks' }));
    const [newest, first] = list.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(newest).toContain('no link');
    expect(newest).toContain('second look');
    expect(newest).toContain('Changed: what was found, content.');
    expect(newest).toContain(BROWSER);
    expect(newest).toContain('score 91');
    expect(first).toContain('link proven');
    expect(first).toContain('200 · 31 kB · aaaaaaaa');
    expect(first).not.toContain('Changed');
  });

  it('offers to try again when the checks cannot be had', async () => {
    const { user } = await open(base);
    server.on(`GET /api/v1/pings/${base.id}/checks`, () => problem(500, 'internal'));
    await user.click(screen.getByText('All checks'));
    expect(await screen.findByText('The checks could not be loaded.')).toBeTruthy();
  });
});
