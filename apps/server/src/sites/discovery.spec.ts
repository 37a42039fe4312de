// What the discovery answer offers for pasting, to programs and to people.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { discoverySchema, type Site } from '@trackwarden/contracts';
import { createSite } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { recipesFor } from './recipes.js';

describe('the discovery answer', () => {
  let server: TestServer;
  let site: Site;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
  });
  afterAll(() => server.stop());

  const ask = (accept: string) =>
    fetch(`${server.url}/sites/${site.key}/discovery?target=https://blog.example/entry`, {
      headers: { accept },
    });

  it('holds the recipes with the addresses and the origin of the site', async () => {
    const { recipes } = discoverySchema.strict().parse(await (await ask('*/*')).json());
    expect(recipes).toEqual(recipesFor(site, server.url));
    for (const { code } of recipes) expect(code).toContain(`${server.url}/trackback/${site.key}`);
    expect(recipes.find(({ id }) => id === 'eleventy')?.code).toContain('"https://blog.example"');
  });

  it('shows each recipe as text to people', async () => {
    const response = await ask('text/html');
    const html = await response.text();
    expect(html.match(/<details>/g)).toHaveLength(recipesFor(site, server.url).length);
    expect(html).toContain('<summary>WordPress</summary>');
    expect(html).toContain('&lt;?php');
    expect(html).not.toMatch(/<\?php|<rdf:|<!--/);
  });
});
