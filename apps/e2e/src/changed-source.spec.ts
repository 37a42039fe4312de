// A post is told by "Sent pings", approved, changed and told again: the moderator keeps the approved version.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, signIn, watch } from './support/browser.js';
import { Blog } from './support/outside.js';
import { Product } from './support/product.js';
import { until } from './support/until.js';

type Site = { id: string; key: string };
type Mentions = { mentions: { title: string }[] };

const owner = { email: 'alder@blog.example', password: 'a long enough password' };
const TITLE = 'Why I stopped pruning in autumn';
const HONEST =
  'For years I cut everything back, until one winter the wrens came for the seed heads.';
const SALE = 'Buy cheap secateurs now, best prices of the year, free shipping and a bonus for you.';

describe('a post that is told, approved and changed', () => {
  let browser: Browser;
  let product: Product;
  let [sender, garden]: Blog[] = [];
  let site: Site;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    product = await Product.create({
      TRACKWARDEN_ADMIN_EMAIL: owner.email,
      TRACKWARDEN_ADMIN_PASSWORD: owner.password,
    });
    [browser, sender, garden] = await Promise.all([openBrowser(), Blog.open(), Blog.open()]);
    await product.start();
    site = await product.api<Site>('POST', '/sites', { name: 'Garden', origins: [garden.url] });
    garden.pages.set(
      '/entry',
      `<html><head><title>Let it stand</title><link rel="webmention" href="${product.url}/webmention"></head><body></body></html>`,
    );
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    faults = watch(page);
    await signIn(page, product.url, owner.email, owner.password);
  });
  afterAll(async () => {
    sender?.close();
    garden?.close();
    await browser.close();
    await product.dispose();
  });

  const write = (title: string, text: string) =>
    sender!.article('/post', title, text, `${garden!.url}/entry`);
  const shown = async () => {
    const response = await fetch(`${product.url}/sites/${site.key}/mentions.json`);
    return ((await response.json()) as Mentions).mentions.map(({ title }) => title);
  };

  it('is shown before it is sent, sent, and answered', async () => {
    const address = write(TITLE, HONEST);
    await page.getByRole('link', { name: 'Sent pings' }).click();
    await page.waitForURL(/\/sent/);
    await page.getByRole('textbox').first().fill(address);
    await page.getByRole('button', { name: 'Look' }).click();
    await page.getByText(`${product.url}/webmention`).first().waitFor();
    expect(sender!.requests.get('/post')).toBe(1);

    await page.getByRole('button', { name: 'Send 1 ping' }).click();
    await page.getByText('taken', { exact: true }).first().waitFor();
  });

  it('is published by one key', async () => {
    await page.getByRole('link', { name: /^Queue/ }).click();
    await page.getByRole('heading', { name: TITLE }).first().waitFor();
    await page.keyboard.press('a');
    await until('the mention is shown', async () => (await shown()).includes(TITLE));
  });

  it('comes back with both versions when it changed, and the approved one is kept by one key', async () => {
    write('Cheap secateurs, best prices', SALE);
    await page.getByRole('link', { name: 'Sent pings' }).click();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('link', { name: /^Queue/ }).click();
    await page.getByText('The source changed after it was approved').first().waitFor();
    expect(await page.locator('del').first().innerText()).toContain('pruning');
    expect(await page.locator('ins').first().innerText()).toContain('secateurs');
    expect(await shown()).toEqual([TITLE]);

    await page.keyboard.press('v');
    await page.getByText('The source changed after it was approved').first().waitFor({
      state: 'detached',
    });
    expect(await shown()).toEqual([TITLE]);
    expect(faults).toEqual([]);
  });
});
