// Takes the pictures of the documentation from the running product: node apps/e2e/dist/screenshots.js
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBrowser, signIn } from './support/browser.js';
import { Product } from './support/product.js';
import { seed } from './support/seed.js';

const folder = resolve(import.meta.dirname, '../../../docs/images');
const owner = { email: 'alder@blog.example', password: 'a long enough password' };

const pictures = [
  { name: 'queue-light', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'queue-dark', colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'queue-phone', colorScheme: 'light', width: 390, height: 844 },
] as const;

mkdirSync(folder, { recursive: true });
const product = await Product.create({
  TRACKWARDEN_ADMIN_EMAIL: owner.email,
  TRACKWARDEN_ADMIN_PASSWORD: owner.password,
});
await product.start();
const [browser, seeded] = await Promise.all([openBrowser(), seed(product)]);
try {
  for (const { name, colorScheme, width, height } of pictures) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height } });
    await signIn(page, product.url, owner.email, owner.password);
    const first = page
      .getByRole('list', { name: /^Pings: / })
      .getByRole('link')
      .last();
    await first.click();
    await page.getByText('Around the link').waitFor();
    await page.getByText(/^Text of the page/).waitFor();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
} finally {
  seeded.close();
  await browser.close();
  await product.dispose();
}
