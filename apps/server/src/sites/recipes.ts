// Ready-made code that makes a whole site announce its addresses, for the usual ways to build one. Pure.
import type { Recipe } from '@trackwarden/contracts';
import { announced } from './recipes/announced.js';
import { astro } from './recipes/astro.js';
import { html } from './recipes/html.js';
import { hugo } from './recipes/hugo.js';
import { eleventy, jekyll } from './recipes/liquid.js';
import { eleventyNunjucks } from './recipes/nunjucks.js';
import { caddy, nginx } from './recipes/web-servers.js';
import { wordpress } from './recipes/wordpress.js';

/**
 * Each recipe announces, on every page, the page's own TrackBack address and the two common ones.
 * Titles and addresses of pages cannot leave the attribute or comment that they stand in.
 */
export function recipesFor(
  site: { key: string; origins?: readonly string[] },
  publicUrl: string,
): Recipe[] {
  const addresses = announced(site, publicUrl);
  const discoveryUrl = `${publicUrl}/sites/${site.key}/discovery`;
  return [
    wordpress(addresses),
    hugo(addresses),
    eleventy(addresses),
    eleventyNunjucks(addresses),
    jekyll(addresses),
    astro(addresses),
    html(addresses, discoveryUrl),
    nginx(addresses),
    caddy(addresses),
  ];
}
