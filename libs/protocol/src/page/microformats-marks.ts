// What an element is by its classes: a microformat, a property of one, or neither.
import type { HtmlElement, HtmlParent } from '../html/parse-html.js';
import { attribute, isElement, tokens, walk } from '../html/walk.js';
import { isOfAddress } from './microformats-attributes.js';
import { CLASSIC, CURRENT } from './microformats-vocabulary.js';
import type { Vocabulary } from './microformats-vocabulary.js';

const MAX_ROOTS = 2;
const MAX_PROPERTIES = 6;
/** Stands for rel="bookmark", which is no class. */
export const BOOKMARK = 'bookmark';

/**
 * The class names that a page's entry is written in, or null when it has none. Those of 2005 count only
 * where the page has none of today's: many themes carry both.
 */
export function vocabularyOf(root: HtmlParent): Vocabulary | null {
  let found: Vocabulary | null = null;
  walk(root, (node) => {
    if (!isElement(node) || attribute(node, 'class') === null) return 'enter';
    const classes = tokens(node, 'class');
    if (classes.includes('hentry')) found = CLASSIC;
    if (!classes.includes('h-entry')) return 'enter';
    found = CURRENT;
    return 'stop';
  });
  return found;
}

/**
 * The classes of an element that are read, few.
 *
 * @param around whether a microformat is around the element, and whether a property that is a date is
 */
export function marksOf(
  element: HtmlElement,
  vocabulary: Vocabulary,
  around: { readonly isInside: boolean; readonly isDate: boolean },
): string[] {
  const classes = [...new Set(tokens(element, 'class'))];
  const roots = classes.filter((name) => vocabulary.roots.has(name)).slice(0, MAX_ROOTS);
  if (around.isDate) return classes.filter((name) => /^value(?:-title)?$/.test(name));
  const properties = classes.filter((name) => vocabulary.properties.has(name));
  if (roots.length > 0) {
    // Read once for each property that it is, so of one only; an address beside is meant for itself.
    const best = properties.find((name) => !name.endsWith('url')) ?? properties[0];
    return best === undefined ? roots : [...roots, best];
  }
  if (!around.isInside) return [];
  if (vocabulary.isClassic && tokens(element, 'rel').includes(BOOKMARK)) properties.push(BOOKMARK);
  return properties
    .filter((name) => !vocabulary.isAddress(name) || isOfAddress(element))
    .slice(0, MAX_PROPERTIES);
}
