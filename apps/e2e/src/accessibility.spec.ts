// Every page in light and dark, wide and narrow: no axe violation, nothing that scrolls sideways.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, signIn, watch } from './support/browser.js';
import { Product } from './support/product.js';
import { seed } from './support/seed.js';
import { seedRules } from './support/seed-rules.js';

type Violations = { violations: { id: string; nodes: { html: string }[] }[] };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const EMAIL = 'alder@blog.example';
const PASSWORD = 'a long enough password';

const pages = [
  ['the queue', '/queue'],
  ['the queue with nothing to show', '/queue?q=no-such-thing'],
  ['the history', '/history'],
  ['the sources', '/sources'],
  ['the campaigns', '/sources?shown=campaigns'],
  ['the rules', '/rules'],
  ['a rule', '/rules?rule={rule}'],
  ['the block and trust lists', '/rules?part=lists'],
  ['the import of rules', '/rules?part=imports'],
  ['the insights', '/learning'],
  ['the site', '/site'],
  ['the addresses of the site', '/site?section=addresses'],
  ['the pages of the site', '/site?section=pages'],
  ['the policy of the site', '/site?section=policy'],
  ['whom the site trusts', '/site?section=trust'],
  ['the sent pings', '/sent'],
  ['the webhooks', '/webhooks'],
  ['the settings', '/settings'],
] as const;

const screens = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
] as const;

let browser: Browser;
let product: Product;
let seeded: Awaited<ReturnType<typeof seed>>;
let ruleId: string;

beforeAll(async () => {
  product = await Product.create({
    TRACKWARDEN_ADMIN_EMAIL: EMAIL,
    TRACKWARDEN_ADMIN_PASSWORD: PASSWORD,
  });
  [browser] = await Promise.all([openBrowser(), product.start()]);
  seeded = await seed(product);
  ({ ruleId } = await seedRules(product, seeded.site.id));
});

afterAll(async () => {
  seeded.close();
  await browser.close();
  await product.dispose();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  let context: BrowserContext;
  /** One for each screen: while one of them comes to rest, another is looked at. */
  let tabs: { page: Page; faults: string[]; width: number }[];

  beforeAll(async () => {
    context = await browser.newContext({ colorScheme, viewport: screens[0] });
    tabs = await Promise.all(
      screens.map(async (screen) => {
        const page = await context.newPage();
        await page.setViewportSize(screen);
        return { page, faults: watch(page), width: screen.width };
      }),
    );
    const [first] = tabs;
    await signIn(first!.page, product.url, EMAIL, PASSWORD);
  });
  afterAll(() => context.close());

  it.each(pages)('%s is accessible at every width', async (_, address) => {
    const path = address.replace('{rule}', ruleId);
    const seen = await Promise.all(
      tabs.map(async ({ page, faults, width }) => {
        await page.goto(`${product.url}${path}`);
        await page.waitForLoadState('networkidle').catch(() => undefined);
        await page.getByRole('main').first().waitFor();
        const violations = await violationsOf(page);
        return { width, path, violations, overflows: (await overflowOf(page)) > 0, faults };
      }),
    );
    const fine = { violations: [], overflows: false, faults: [] };
    expect(seen).toEqual(screens.map(({ width }) => ({ width, path, ...fine })));
  });

  it('the page for signing in is accessible', async () => {
    const anonymous = await browser.newPage({ colorScheme, viewport: screens[2] });
    await anonymous.goto(`${product.url}/sign-in`);
    await anonymous.getByLabel('E-mail').waitFor();
    expect(await violationsOf(anonymous)).toEqual([]);
    await anonymous.close();
  });
});

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<Violations>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** By how many pixels the page is wider than its window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
