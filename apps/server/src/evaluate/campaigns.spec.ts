// Which pings become a campaign, and which stay pings of their own, with the workers running.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  campaignDetailSchema,
  type PingDetail,
  type Site,
  type Target,
} from '@trackwarden/contracts';
import {
  campaignOf,
  campaignsOf,
  spammed,
  startSpammer,
  type Spammer,
} from '../../test/campaigning.js';
import { createSite, createTarget, pingsOf } from '../../test/pinging.js';
import { linkingPage } from '../../test/source-site.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { waitFor } from '../../test/wait-for.js';

const DAY_MS = 86_400_000;

describe('pings', () => {
  let server: TestServer;
  let spammer: Spammer;
  let site: Site;
  let target: Target;
  let number = 0;

  beforeAll(async () => {
    server = await startTestServer(spammed);
    spammer = await startSpammer(6);
  });
  beforeEach(async () => {
    site = await createSite(server, { unproven: 'pending', spamFrom: 100 });
    target = await createTarget(server, site);
  });
  afterAll(async () => {
    await spammer.stop();
    await server.stop();
  });

  const numbers = (count: number): number[] => Array.from({ length: count }, () => (number += 1));
  const send = async (count: number, hosts = 3): Promise<void> => {
    await Promise.all(
      numbers(count).map((one) => spammer.send(target, one, { host: one % hosts })),
    );
    await server.drain();
  };
  const sizes = async (): Promise<[number, number][]> =>
    (await campaignsOf(server, site)).map(({ size, hosts }) => [size, hosts]);
  const signalled = async (): Promise<boolean[]> =>
    (await pingsOf(server, site.id)).map(({ signals }) =>
      signals.some(({ signal }) => signal === 'campaign'),
    );
  const texts = (claims: (number: number) => Record<string, string>, count = 5) =>
    Promise.all(
      numbers(count).map((one) =>
        spammer.send(target, one, { claims: claims(one), host: one % 3 }),
      ),
    ).then(() => server.drain());

  it('become a campaign when five alike come from three hosts', async () => {
    await send(5);
    expect(await sizes()).toEqual([[5, 3]]);
    const { id, statuses } = await campaignOf(server, site);
    const pings = await pingsOf(server, site.id);
    expect(pings.map(({ campaignId }) => campaignId)).toEqual([id, id, id, id, id]);
    expect(statuses).toMatchObject({ pending: 5 });
  });

  it('stay single when there are four', async () => {
    await send(4);
    expect(await sizes()).toEqual([]);
    expect((await pingsOf(server, site.id)).map(({ campaignId }) => campaignId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('stay single when they come from two hosts', async () => {
    await send(6, 2);
    expect(await sizes()).toEqual([]);
  });

  it('stay single when they come over more than a day', async () => {
    await send(4);
    server.passTime(2 * DAY_MS);
    await send(2);
    expect(await sizes()).toEqual([]);
  });

  it('join later, also after the day', async () => {
    await send(5);
    server.passTime(3 * DAY_MS);
    await send(2);
    expect(await sizes()).toEqual([[7, 3]]);
  });

  it('of a campaign all carry its signal, those that came before it too', async () => {
    await send(5);
    await waitFor('all to be scored anew', async () => !(await signalled()).includes(false));
    const [ping] = await pingsOf(server, site.id);
    const { body } = await server.api.get<PingDetail>(`/pings/${ping?.id ?? ''}`);
    expect(body.signals.find(({ signal }) => signal === 'campaign')?.because).toBe(
      'One of 5 pings alike from 3 hosts',
    );
    expect(body.prior).not.toBeNull();
  });

  it('say what places them, also when they are scored anew', async () => {
    await server.api.patch(`/sites/${site.id}`, {
      settings: { approveBelow: 100, trustedDomains: ['127.0.0.21', '127.0.0.22', '127.0.0.23'] },
    });
    await send(4);
    const [ping] = await pingsOf(server, site.id);
    expect(ping?.status).toBe('approved');
    await server.query(
      `UPDATE evidence SET evidence = jsonb_set(evidence, '{opinions}',
         '{"listed": [], "akismet": null, "unanswered": ["A list has not answered"]}')
       WHERE ping_id = $1`,
      [ping?.id],
    );
    await send(1);
    await waitFor('all to be scored anew', async () => !(await signalled()).includes(false));
    const { body } = await server.api.get<PingDetail>(`/pings/${ping?.id ?? ''}`);
    expect(body.because).toContain('has not answered');
  });

  it('that come all at once make one campaign', async () => {
    await Promise.all(numbers(12).map((one) => spammer.send(target, one, { host: one % 6 })));
    await server.drain();
    expect(await sizes()).toEqual([[12, 6]]);
    await waitFor('all to be scored anew', async () => !(await signalled()).includes(false));
  });

  it('are of one site: another site has its own', async () => {
    await send(3);
    const other = await createSite(server, {}, 'https://other.example');
    target = await createTarget(server, other);
    await send(3);
    expect(await sizes()).toEqual([]);
    expect(await campaignsOf(server, other)).toEqual([]);
  });

  it('with noise against fingerprints are found by text', async () => {
    const words = ['zebra', 'quartz', 'violin', 'ember', 'lagoon'];
    await texts((one) => ({
      title: 'A long story about cheap replica watches and where to buy them all year',
      excerpt: `Buy the best replica watches with free shipping and save money every day of the week, because our shop has the lowest prices of all shops in the world and delivers to every country within a few days, or you get back all that you have paid ${words[one % 5] ?? ''}${one}`,
      blog_name: '',
    }));
    expect(await sizes()).toEqual([[5, 3]]);
  });

  it('with a text of noise are found by name and shape of address', async () => {
    // words of letters only, as digits do not count
    const word = (seed: number) =>
      Array.from({ length: 6 }, (_, at) =>
        String.fromCharCode(97 + (((seed >> at) * 11) % 26)),
      ).join('');
    const noise = (one: number) =>
      Array.from({ length: 20 }, (_, at) => word(one * 7919 + at * 104_729)).join(' ');
    await texts((one) => ({
      title: noise(one),
      excerpt: noise(one + 1000),
      blog_name: `Chеap Watchеs Outlet ${one}`,
    }));
    expect(await sizes()).toEqual([[5, 3]]);
    expect((await campaignOf(server, site)).binds.map(({ by }) => by)).toContain('name');
  });

  it('of strangers with next to no text stay single', async () => {
    for (const one of numbers(8))
      await spammer.send(target, one, {
        path: '/',
        host: one % 6,
        claims: { title: 'Nice post', excerpt: 'Thanks!', blog_name: '' },
      });
    await server.drain();
    expect(await sizes()).toEqual([]);
  });

  describe('of many bloggers about one popular entry', () => {
    const bloggers = [
      ['Kitchen Notes', 'Why my tea was always bitter', 'I let the water boil until last week'],
      ['The Slow Cup', 'Ten links for a rainy Sunday', 'Among them a fine piece on brewing leaves'],
      [
        'Ann writes',
        'A reply on water temperature',
        'She is right about green tea, not about black',
      ],
      [
        'Two Stoves',
        'On camping without a kettle',
        'A pot does it, as this entry explains so well',
      ],
      ['Leaf by leaf', 'My month in tea', 'The best thing that I have read this month is here'],
      ['Bitter Ends', 'Against thermometers', 'One needs no gadget for that, look at the bubbles'],
      ['Ann writes', 'Brewing, part two', 'More on yesterday, and a correction by a reader'],
      ['Old Harbour', 'Reading list', 'Boats, tea, and a very long novel about the sea'],
    ];

    it('stay single, although address, page and sender look the same', async () => {
      for (const [at, [name = '', title = '', excerpt = '']] of bloggers.entries()) {
        const [one = 0] = numbers(1);
        await spammer.send(target, one, {
          host: at % 6,
          ip: '203.0.113.7',
          path: `/2026/11/${one}/my-post-${at}/`,
          html: linkingPage(target.url, title),
          claims: { title, excerpt: `[…] ${excerpt} […]`, blog_name: name },
        });
      }
      await server.drain();
      expect(await sizes()).toEqual([]);
      expect(await signalled()).not.toContain(true);
      const states = (await pingsOf(server, site.id)).map(({ verification }) => verification.state);
      expect(new Set(states)).toEqual(new Set(['linked']));
    });

    it('stay single when they quote its title and nothing else', async () => {
      const title = 'How to brew a really good cup of tea on a very small stove';
      await server.api.patch(`/targets/${target.id}`, { title });
      for (const one of numbers(6))
        await spammer.send(target, one, {
          path: '/',
          html: linkingPage(target.url, title),
          claims: { title, excerpt: title, blog_name: '' },
        });
      await server.drain();
      expect(await sizes()).toEqual([]);
    });
  });

  it('that a person has approved make no campaign', async () => {
    await send(3);
    const pings = await pingsOf(server, site.id);
    await server.api.post('/decisions', {
      verdict: 'approve',
      pings: pings.map(({ id }) => ({ id })),
    });
    await send(2);
    expect(await sizes()).toEqual([]);
  });

  it('of a campaign show what they share, what varies, and who differs', async () => {
    await send(6);
    const detail = campaignDetailSchema.parse(await campaignOf(server, site));
    const shared = detail.template.flatMap((part) => ('text' in part ? [part.text] : [])).join(' ');
    expect(shared).toContain('are made of oak and last');
    expect(shared).not.toMatch(/shop\d+/);
    expect(detail.template.some((part) => 'slot' in part && part.samples.length > 1)).toBe(true);
    expect(detail.binds.map(({ by }) => by)).toEqual(['text', 'name', 'path', 'target']);
    expect(detail.samples).toHaveLength(6);
  });

  it('that are deleted are members no longer', async () => {
    await send(5);
    const second = await createTarget(server, site, '/second');
    for (const one of numbers(2)) await spammer.send(second, one, { host: one % 3 });
    await server.drain();
    const [before] = await sizes();
    await server.api.delete(`/targets/${second.id}`);
    const after = await sizes();
    await server.api.delete(`/targets/${target.id}`);
    expect([before, after, await sizes()]).toEqual([[7, 3], [[5, 3]], []]);
  });

  describe('of a dissolved campaign', () => {
    it('are single again, and neither they nor later ones are grouped anew', async () => {
      await send(6);
      const { id } = await campaignOf(server, site);
      const answer = await server.api.post(`/campaigns/${id}/dissolve`);
      expect(answer).toMatchObject({ status: 200, body: { id, released: 6 } });
      await waitFor('its signal to go', async () => !(await signalled()).includes(true));
      await send(6);
      expect(await sizes()).toEqual([]);
      expect((await pingsOf(server, site.id)).every(({ campaignId }) => campaignId === null)).toBe(
        true,
      );
      const { body } = await server.api.get(`/campaigns/${id}`);
      expect(body).toMatchObject({ size: 0, dissolvedAt: expect.any(String) });
      expect((await server.api.post(`/campaigns/${id}/dissolve`)).status).toBe(404);
    });
  });

  it('are listed by their campaign', async () => {
    await send(5);
    await spammer.send(target, (number += 1), {
      path: '/other/1',
      claims: { title: 'A reply of my own', excerpt: 'With words of my own', blog_name: 'Me' },
    });
    await server.drain();
    const { id } = await campaignOf(server, site);
    const { body } = await server.api.get<{ items: PingDetail[] }>(`/pings?campaignId=${id}`);
    expect(body.items).toHaveLength(5);
  });
});
