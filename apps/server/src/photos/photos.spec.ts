// Authors' photos: from our own address, in three sizes, of what is public or proven, whatever a site serves.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Mentions, PingDetail, Site, Target } from '@trackwarden/contracts';
import { latch } from '../../test/latch.js';
import { bombPng, manyFrames, photo, png, polyglot, SVG } from '../../test/pictures.js';
import { createSite, createTarget, pingAndEvaluate } from '../../test/pinging.js';
import { startSourceSite, type SourceSite } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

describe('the photo of an author', () => {
  let server: TestServer;
  let sources: SourceSite;
  let site: Site;
  let target: Target;
  let count = 0;

  /** A ping of a page whose author has this photo. */
  const pingWith = async (
    body: Uint8Array,
    type = 'image/png',
    linked = true,
    after?: Promise<void>,
  ) => {
    count += 1;
    const address = sources.page(`/photo-${count}`, {
      body,
      headers: { 'content-type': type },
      ...(after ? { after } : {}),
    });
    const link = linked ? `<a href="${target.url}">an entry</a>` : 'nothing';
    const source = sources.page(
      `/post-${count}`,
      `<article class="h-entry"><p class="p-author h-card"><img class="u-photo" src="${address}"> <b class="p-name">Özge <i>Alder</i></b></p><p class="e-content">I have read ${link} and agree.</p></article>`,
    );
    const ping = await pingAndEvaluate(server, target, source);
    return { ping, path: `/photo-${count}` };
  };
  const decide = (verdict: string, { id }: PingDetail) =>
    server.api.post('/decisions', { verdict, pings: [{ id }] });
  const shownPhoto = async ({ id }: PingDetail): Promise<string | null> => {
    const response = await fetch(`${server.url}/sites/${site.key}/mentions.json`);
    const { mentions } = (await response.json()) as Mentions;
    return mentions.find((mention) => mention.id === id)?.author.photo ?? null;
  };
  const approved = async (body: Uint8Array, type?: string, after?: Promise<void>) => {
    const { ping, path } = await pingWith(body, type, true, after);
    await decide('approve', ping);
    return { ping, path, address: (await shownPhoto(ping)) ?? '' };
  };
  const read = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(address, init);
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const asModerator = (path: string, method = 'GET') =>
    fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { cookie: server.api.cookie ?? '', 'x-csrf-token': server.api.csrfToken ?? '' },
    });

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

  it('is named in the feed by our own address, and comes without its metadata', async () => {
    const { address, path } = await approved(await photo(), 'image/jpeg');
    expect(address.startsWith(`${server.url}/photos/`)).toBe(true);
    expect(sources.requests(path)).toHaveLength(0);
    const { response, bytes } = await read(address);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
    const { format, width, height, exif } = await sharp(bytes).metadata();
    expect({ format, width, height, exif }).toEqual({
      format: 'webp',
      width: 96,
      height: 96,
      exif: undefined,
    });
    expect(bytes.includes('secret owner')).toBe(false);
  });

  it('comes in the size that is asked for, and is not sent again to who has it', async () => {
    const { address, path } = await approved(await png());
    for (const size of [48, 192]) {
      const { bytes } = await read(`${address}?size=${size}`);
      expect((await sharp(bytes).metadata()).width).toBe(size);
    }
    const { response } = await read(address);
    const again = await read(address, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.response.status).toBe(304);
    expect(sources.requests(path)).toHaveLength(1);
    expect((await read(`${address}?size=5000`)).response.status).toBe(400);
  });

  it('is fetched once, however many ask for it at the same time', async () => {
    const { address, path } = await approved(await png());
    await Promise.all(Array.from({ length: 12 }, () => read(address)));
    expect(sources.requests(path)).toHaveLength(1);
  });

  it.each([
    ['a bomb', async () => bombPng(), 'image/png'],
    [
      'a page that says that it is a picture',
      async () => Buffer.from('<script>1</script>'),
      'image/png',
    ],
    ['SVG', async () => SVG, 'image/svg+xml'],
    ['SVG that says that it is PNG', async () => SVG, 'image/png'],
    ['half a picture', async () => (await photo()).subarray(0, 900), 'image/jpeg'],
    ['a beginning alone', async () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png'],
    [
      'another kind behind the beginning of a GIF',
      async () => Buffer.from('GIF89a<script>'),
      'image/gif',
    ],
    ['more bytes than are read', async () => Buffer.alloc(3_000_000, 1), 'image/png'],
    ['more pixels than are unpacked', async () => png(5_100, 5_000), 'image/png'],
  ])('is a letter of our own where the site serves %s', async (_, body, type) => {
    const { address } = await approved(await body(), type);
    const { response, bytes } = await read(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(bytes.toString()).toMatch(/^<svg [^]*>Ö<\/text><\/svg>$/);
    expect(bytes.toString()).not.toContain('script');
  });

  it('keeps nothing of a file that is a picture and a page at once', async () => {
    const { address } = await approved(await polyglot(), 'image/gif');
    const { response, bytes } = await read(address);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(bytes.includes('script')).toBe(false);
  });

  it('is the first frame of an animation', async () => {
    const { address } = await approved(await manyFrames(), 'image/gif');
    const { bytes } = await read(address);
    const { pages, width } = await sharp(bytes).metadata();
    expect({ pages: pages ?? 1, width }).toEqual({ pages: 1, width: 96 });
  });

  it('has no address but those that we signed', async () => {
    const { ping, address } = await approved(await png());
    const signature = address.split('.').at(-1) ?? '';
    const other = await pingWith(await png());
    const forged = [
      `${server.url}/photos/${ping.id}`,
      `${server.url}/photos/${ping.id}.`,
      `${server.url}/photos/${ping.id}.${'A'.repeat(signature.length)}`,
      `${server.url}/photos/${other.ping.id}.${signature}`,
      `${server.url}/photos/${encodeURIComponent(`${sources.url}${other.path}`)}.${signature}`,
      `${server.url}/photos/?url=${encodeURIComponent(`${sources.url}${other.path}`)}`,
    ];
    for (const one of forged) expect((await read(one)).response.status).toBe(404);
    expect(sources.requests(other.path)).toHaveLength(0);
  });

  it('is shown to moderators of a proven ping, and to nobody of spam or of one without proof', async () => {
    const proven = await pingWith(await png());
    const spam = await pingWith(await png());
    const unproven = await pingWith(await png(), 'image/png', false);
    await decide('spam', spam.ping);
    expect((await asModerator(`/pings/${proven.ping.id}/photo?size=48`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/v1/pings/${proven.ping.id}/photo`)).status).toBe(401);
    for (const { ping, path } of [spam, unproven]) {
      expect((await asModerator(`/pings/${ping.id}/photo`)).status).toBe(404);
      expect(sources.requests(path)).toHaveLength(0);
    }
  });

  it('goes with its mention: the address at once, the stored bytes at the next sweep', async () => {
    const { ping, address } = await approved(await png());
    await read(address);
    const stored = () =>
      server.query('SELECT 1 FROM photos WHERE url = $1', [ping.extracted.author.photo]);
    expect(await stored()).toHaveLength(1);
    await decide('spam', ping);
    expect((await read(address)).response.status).toBe(404);
    await waitFor('the bytes to go', async () => (await stored()).length === 0);
  });

  it('is taken down by a moderator for good', async () => {
    const { ping, address, path } = await approved(await png());
    await read(address);
    expect((await asModerator(`/pings/${ping.id}/photo`, 'DELETE')).status).toBe(204);
    server.passTime(20 * 86_400_000);
    expect((await read(address)).response.headers.get('content-type')).toContain('svg');
    expect(sources.requests(path)).toHaveLength(1);
    const rows = await server.query<object>(
      'SELECT small, medium, large FROM photos WHERE url = $1',
      [ping.extracted.author.photo],
    );
    expect(rows).toEqual([{ small: null, medium: null, large: null }]);
  });

  it('stays down when it is taken down while it is being fetched', async () => {
    const gate = latch();
    const { ping, address, path } = await approved(await png(), 'image/png', gate.opened);
    const asked = read(address);
    await waitFor('the fetch to be under way', () => sources.requests(path).length === 1);
    expect((await asModerator(`/pings/${ping.id}/photo`, 'DELETE')).status).toBe(204);
    gate.open();
    expect((await asked).response.headers.get('content-type')).toContain('svg');
    expect((await read(address)).response.headers.get('content-type')).toContain('svg');
  });

  it('is looked for again after a week, and outlives a host that is away', async () => {
    const { address, path } = await approved(await png());
    const first = await read(address);
    sources.page(path, { status: 500, body: 'broken' });
    server.passTime(8 * 86_400_000);
    const second = await read(address);
    expect(sources.requests(path)).toHaveLength(2);
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });
});
