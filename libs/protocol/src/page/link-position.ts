// Where on its page a link stands.
import type { HtmlElement } from '../html/parse-html.js';
import { selfAndAncestors, tokens } from '../html/walk.js';
import type { LinkPosition } from './link-proof.js';

const BY_TAG: Readonly<Record<string, LinkPosition>> = {
  article: 'article',
  main: 'article',
  nav: 'navigation',
  menu: 'navigation',
  footer: 'footer',
  aside: 'aside',
  header: 'header',
};

const BY_ROLE: Readonly<Record<string, LinkPosition>> = {
  article: 'article',
  main: 'article',
  navigation: 'navigation',
  contentinfo: 'footer',
  complementary: 'aside',
  banner: 'header',
};

/* Blogs older than HTML5 say by class or id what newer ones say by element. */
const BY_NAME: Readonly<Record<string, LinkPosition>> = {
  'h-entry': 'article',
  hentry: 'article',
  post: 'article',
  entry: 'article',
  'entry-content': 'article',
  'post-content': 'article',
  'post-body': 'article',
  'e-content': 'article',
  nav: 'navigation',
  navigation: 'navigation',
  menu: 'navigation',
  breadcrumbs: 'navigation',
  footer: 'footer',
  sidebar: 'aside',
  blogroll: 'aside',
  widget: 'aside',
  header: 'header',
};

/** The landmark that the element is in, the nearest one around it; `body` when there is none. */
export function positionOf(element: HtmlElement): LinkPosition {
  for (const ancestor of selfAndAncestors(element)) {
    // Many links may share the elements around them: each is looked at once.
    const position = known.get(ancestor) ?? landmark(ancestor);
    known.set(ancestor, position);
    if (position !== 'none') return position;
  }
  return 'body';
}

const known = new WeakMap<HtmlElement, LinkPosition | 'none'>();

const landmark = (element: HtmlElement): LinkPosition | 'none' =>
  lookUp(BY_TAG, [element.tagName]) ??
  lookUp(BY_ROLE, tokens(element, 'role')) ??
  lookUp(BY_NAME, [...tokens(element, 'class'), ...tokens(element, 'id')]) ??
  'none';

function lookUp(
  table: Readonly<Record<string, LinkPosition>>,
  names: readonly string[],
): LinkPosition | undefined {
  const name = names.find((candidate) => Object.hasOwn(table, candidate));
  return name === undefined ? undefined : table[name];
}
