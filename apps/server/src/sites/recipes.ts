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

/** What dates the addresses in the code, and until when (ISO 8601) they are fresh. */
export type Mark = { text: string; freshUntil: string };

/**
 * Each recipe announces, on every page, the page's own TrackBack address and the two common ones.
 * Titles and addresses of pages cannot leave the attribute or comment that they stand in.
 */
export function recipesFor(
  site: { key: string; origins?: readonly string[] },
  publicUrl: string,
  mark: Mark | null = null,
): Recipe[] {
  const addresses = announced(site, publicUrl, mark?.text);
  const discoveryUrl = `${publicUrl}/sites/${site.key}/discovery`;
  const recipes = [
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
  return mark ? recipes.map((recipe) => renewable(recipe, discoveryUrl, mark)) : recipes;
}

/** Code that stands in a file does not renew itself: whoever pastes it must know. */
function renewable(recipe: Recipe, discoveryUrl: string, { freshUntil }: Mark): Recipe {
  const day = freshUntil.slice(0, 10);
  const note = `These addresses are dated: put fresh ones here before ${day}, as by a build that reads ${discoveryUrl}. ${recipe.note}`;
  return { ...recipe, note };
}
