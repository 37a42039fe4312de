// Other forms of a page that it names itself: AMP, print, for small screens.
import { attribute, tokens } from '../html/walk.js';
import type { PageMeta } from './page-meta.js';

const MAX_VARIANTS = 4;

/* Desktop pages name their mobile twin by one of these media. */
const ANOTHER_MEDIUM = /\b(?:print|handheld)\b|\(\s*max-(?:device-)?width\s*:/i;

/** The addresses in document order, absolute, each once; feeds and translations are none. */
export function pageVariants(meta: PageMeta): string[] {
  const amp = meta.withRel('amphtml');
  const forMedia = meta
    .withRel('alternate')
    .filter(
      (link) =>
        ANOTHER_MEDIUM.test((attribute(link, 'media') ?? '').slice(0, 200)) &&
        attribute(link, 'hreflang') === null &&
        !tokens(link, 'rel').includes('stylesheet') &&
        /^(?:text\/html.*)?$/i.test((attribute(link, 'type') ?? '').trim()),
    );
  const addresses = [...amp, ...forMedia]
    .filter(({ tagName }) => tagName === 'link')
    .map((link) => meta.absolute(attribute(link, 'href')))
    .filter((address) => address !== null);
  return [...new Set(addresses)].slice(0, MAX_VARIANTS);
}
