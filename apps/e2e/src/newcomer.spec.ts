// What a newcomer does: from the set-up link to the approved mention in the feed and the webhook.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, watch } from './support/browser.js';
import { keyboard, pointer, type Hands } from './support/hands.js';
import { Blog, Endpoint } from './support/outside.js';
import { sendPing, SUCCESS } from './support/ping.js';
import { Product } from './support/product.js';
import { until } from './support/until.js';

type Sites = { items: { id: string; key: string; trackbackUrl: string }[] };
type Mentions = { mentions: { title: string; source: string }[] };

const TARGET = 'https://blog.example/2026/pruning';
const TITLE = 'Why I stopped pruning in autumn';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each<[string, (page: Page) => Hands]>([
  ['with a pointer', () => pointer()],
  ['with the keyboard alone', (page) => keyboard(page)],
])('a newcomer %s', (_, handsOf) => {
  let product: Product;
  let blog: Blog;
  let endpoint: Endpoint;
  let page: Page;
  let faults: string[];

  beforeEach(async () => {
    [product, blog, endpoint] = await Promise.all([Product.create(), Blog.open(), Endpoint.open()]);
    await product.start();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    faults = watch(page);
  });

  afterEach(async () => {
    await page.close();
    blog.close();
    endpoint.close();
    await product.dispose();
  });

  it('gets from the set-up link to an approved mention in the feed and a verified webhook', async () => {
    const hands = handsOf(page);
    await setUp(page, product.setUpLink, hands);
    await addWebhook(page, hands, endpoint);

    await page.goto(`${product.url}/queue`);
    await page.getByText('Live', { exact: true }).first().waitFor();
    const [site] = (await product.api<Sites>('GET', '/sites')).items;
    const source = blog.article('/pruning', TITLE, 'For years I cut everything back.', TARGET);
    const address = `${site!.trackbackUrl}?target=${encodeURIComponent(TARGET)}`;
    const answer = await sendPing(address, {
      url: source,
      title: TITLE,
      excerpt: 'For years I cut everything back.',
      blog_name: 'Hedgerow Diary',
    });
    expect(answer).toEqual({ status: 200, xml: SUCCESS });

    await hands.press(page.getByRole('button', { name: /^\d+ new$/ }));
    await select(page, TITLE);
    await page.keyboard.press('a');
    await page
      .getByText(/^Approved: /)
      .first()
      .waitFor();

    // the dashboard shows the verdict before the server has it
    await until('the listing shows the mention', async () => {
      const listing = await (await fetch(`${address}&__mode=rss`)).text();
      return listing.includes(`<title>${TITLE}</title>`);
    });
    const feed = (await (
      await fetch(`${product.url}/sites/${site!.key}/mentions.json`)
    ).json()) as Mentions;
    expect(feed.mentions.map((mention) => [mention.title, mention.source])).toEqual([
      [TITLE, source],
    ]);
    await until('the webhook arrives', () => endpoint.received.length > 0);
    expect(endpoint.received).toMatchObject([
      { type: 'mention.approved', body: { data: { ping: { source, status: 'approved' } } } },
    ]);
    expect(faults).toEqual([]);
  });
});

async function setUp(page: Page, link: string, hands: Hands): Promise<void> {
  await page.goto(link);
  await hands.type(page.getByLabel('Your name'), 'Alder');
  await hands.type(page.getByLabel('E-mail'), 'alder@blog.example');
  await hands.type(page.getByLabel('Password', { exact: true }), 'a long enough password');
  await hands.press(page.getByRole('button', { name: 'Create account' }));

  await hands.type(page.getByLabel('Name', { exact: true }), 'Garden Notes');
  await hands.type(page.getByLabel('Address', { exact: true }), 'https://blog.example');
  await hands.press(page.getByRole('button', { name: 'Continue' }));

  await page.getByText('trackback:ping').first().waitFor();
  await hands.press(page.getByRole('button', { name: 'Continue' }));

  await hands.press(page.getByRole('button', { name: 'Send a test ping' }));
  await page.getByText(/^It works\./).waitFor();
  await hands.press(
    page
      .getByRole('button', { name: 'Open the queue' })
      .or(page.getByRole('link', { name: 'Open the queue' })),
  );
  await page.waitForURL(/\/queue/);
  await page.getByText('A test ping from Trackwarden').first().waitFor();
}

async function addWebhook(page: Page, hands: Hands, endpoint: Endpoint): Promise<void> {
  await hands.press(page.getByRole('link', { name: 'Webhooks' }));
  await page.waitForURL(/\/webhooks/);
  await hands.press(page.getByRole('button', { name: 'Add a webhook' }).first());
  await hands.type(page.getByLabel('Address', { exact: true }), endpoint.url);
  await hands.press(page.getByRole('button', { name: 'Create webhook' }));
  const secret = page.getByText(/^whsec_/).or(page.locator('input[value^="whsec_"]'));
  await secret.first().waitFor();
  endpoint.secret = await secret
    .first()
    .evaluate((element) =>
      element instanceof HTMLInputElement ? element.value : element.textContent,
    );
  await hands.press(page.getByRole('button', { name: 'I have kept it' }));
}

/** Walks through the list by K and J until the evidence shows the ping. */
async function select(page: Page, title: string): Promise<void> {
  const rows = page.getByRole('list', { name: /^Pings: / }).getByRole('link');
  await rows.filter({ hasText: title }).first().waitFor();
  const count = await rows.count();
  const current = () =>
    rows.evaluateAll((links) => links.findIndex((link) => link.ariaCurrent === 'true'));
  const wanted = await rows.evaluateAll(
    (links, text) => links.findIndex((link) => link.textContent.includes(text)),
    title,
  );
  for (let steps = 0; steps < count && (await current()) !== wanted; steps += 1) {
    const before = await current();
    await page.keyboard.press(before > wanted ? 'k' : 'j');
    await until('the next ping is the current one', async () => (await current()) !== before);
  }
  await page.getByRole('heading', { name: title }).first().waitFor();
}
