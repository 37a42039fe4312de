// The program as an operator sees it: starts, stops, crashes and refusals, with real processes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Blog } from './support/outside.js';
import { sendPing, SUCCESS } from './support/ping.js';
import { Product } from './support/product.js';
import { until } from './support/until.js';

type Site = { id: string; trackbackUrl: string };
type Pings = {
  items: { id: string; source: string; status: string; verification: { state: string } }[];
};

const TARGET = 'https://blog.example/entry';

describe('a running product', () => {
  let product: Product;
  let blog: Blog;
  let site: Site;
  let address: string;

  beforeAll(async () => {
    [product, blog] = await Promise.all([Product.create(), Blog.open()]);
    await product.start();
    site = await product.api<Site>('POST', '/sites', {
      name: 'Garden Notes',
      origins: ['https://blog.example'],
    });
    address = `${site.trackbackUrl}?target=${encodeURIComponent(TARGET)}`;
  });

  afterAll(async () => {
    blog.close();
    await product.dispose();
  });

  const pings = async () =>
    (await product.api<Pings>('GET', `/pings?siteId=${site.id}&limit=200`)).items;

  it('loses no answered ping to kill -9 between answer and evaluation', async () => {
    blog.isSilent = true;
    const sources = Array.from({ length: 30 }, (_, index) =>
      blog.article(`/kill-${index}`, `Kept ${index}`, 'For years I cut it back.', TARGET),
    );
    const answers = await Promise.all(sources.map((url) => sendPing(address, { url })));
    expect(answers.map(({ xml }) => xml)).toEqual(sources.map(() => SUCCESS));
    await until('an evaluation is under way', () => blog.requests.size > 0);
    await product.kill();

    blog.isSilent = false;
    await product.start();
    // the leases of the killed process have to end first
    await until(
      'all pings are evaluated',
      async () => (await pings()).every(({ status }) => status !== 'received'),
      90_000,
    );
    const found = (await pings()).filter(({ source }) => sources.includes(source));
    expect(found.map(({ verification }) => verification.state)).toEqual(
      sources.map(() => 'linked'),
    );
  });

  it('refuses a second start on the same data directory in one line', async () => {
    const { code, errors } = await product.runToEnd({ PORT: '0' });
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toMatch(/in use/);
  });

  it('ends a start with wrong settings in one line for each', async () => {
    const { code, errors } = await product.runToEnd({ PORT: 'eighty', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(errors.trim().split('\n').sort()).toEqual([
      expect.stringMatching(/^LOG_LEVEL: /),
      expect.stringMatching(/^PORT: /),
    ]);
  });

  it('says in one line that the port is taken, and leaves nothing behind', async () => {
    const other = await Product.create({ PORT: String(product.port) });
    const { code, errors } = await other.runToEnd();
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toMatch(/^PORT: .* already in use/);
    await other.dispose();
  });

  it('refuses a data directory that is a file in one line', async () => {
    const file = join(product.dataDir, 'a-file');
    writeFileSync(file, '');
    const { code, errors } = await product.runToEnd({ PORT: '0', TRACKWARDEN_DATA_DIR: file });
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain(file);
  });

  it('ends with exit code 1 when its database is killed, and starts again', async () => {
    const other = await Product.create();
    let code: number | null | undefined;
    void other.runToEnd().then((end) => (code = end.code));
    await until('it is ready', async () => {
      const answer = await fetch(`${other.url}/health/ready`).catch(() => null);
      return answer?.ok ?? false;
    });
    process.kill(postgresOf(other), 'SIGKILL');
    await until('its end', () => code !== undefined);
    expect(code).toBe(1);

    await other.start();
    expect(await other.api('GET', '/sites')).toMatchObject({ items: [] });
    expect(await other.stop()).toBe(0);
    await other.dispose();
  });

  it('stops on SIGTERM with exit code 0 while an evaluation hangs, and finishes it after the next start', async () => {
    blog.isSilent = true;
    const source = blog.article('/hangs', 'Slow page', 'For years I cut it back.', TARGET);
    await sendPing(address, { url: source });
    await until('its evaluation is under way', () => blog.requests.has('/hangs'));
    expect(await product.stop()).toBe(0);

    blog.isSilent = false;
    await product.start();
    await until('the ping is evaluated', async () =>
      (await pings()).some(
        (ping) => ping.source === source && ping.verification.state === 'linked',
      ),
    );
  });
});

/** The process id of the database that a running product has started. */
function postgresOf({ dataDir }: Product): number {
  const [pid] = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
}
