// The rules of a page's own <style> elements that can hide a link: those for a class, an id, or a tag with one.
import type { HtmlElement, HtmlParent } from '../html/parse-html.js';
import { attribute, elementsWhere, isElement, tokens } from '../html/walk.js';
import { declarationsIn } from './inline-style.js';

/** Read of all style elements of a page together, in UTF-16 units. */
const MAX_CSS = 200_000;
const MAX_RULES = 2_000;

/*
 * What hides for good. Not opacity, colours, sizes: scripts and other rules commonly undo them, and
 * which rule wins is more than is told here.
 */
const HIDING: ReadonlySet<string> = new Set([
  'display',
  'visibility',
  'position',
  'left',
  'top',
  'right',
  'bottom',
  'font-size',
  'text-indent',
  'clip',
  'clip-path',
]);

const SIMPLE = /^([a-z][a-z0-9]*)?([.#][\w-]+)$/i;
const ON_SCREEN = /^(?:$|.*\b(?:all|screen)\b)/i;

type Declarations = ReadonlyMap<string, string>;
type Rules = ReadonlyMap<string, Declarations>;

const NONE: Declarations = new Map();
const known = new WeakMap<HtmlParent, Rules>();

/** The rules of the page that the element is in; read once. */
export function rulesAround(element: HtmlElement): Rules {
  let root: HtmlParent = element;
  while (isElement(root) && root.parentNode !== null) root = root.parentNode;
  const rules = known.get(root) ?? rulesOf(root);
  known.set(root, rules);
  return rules;
}

/** What the rules declare of the element, the later over the earlier; nothing for the page's body as a whole. */
export function declaredFor(element: HtmlElement, rules: Rules): Declarations {
  if (rules.size === 0 || element.tagName === 'body' || element.tagName === 'html') return NONE;
  const names = [
    ...new Set(tokens(element, 'class').map((name) => `.${name}`)),
    `#${(attribute(element, 'id') ?? '').trim().toLowerCase()}`,
  ];
  const found = names
    .flatMap((name) => [rules.get(name), rules.get(element.tagName + name)])
    .filter((declarations) => declarations !== undefined);
  return found.length === 0 ? NONE : new Map(found.flatMap((declarations) => [...declarations]));
}

function rulesOf(root: HtmlParent): Rules {
  const css = elementsWhere(root, ({ tagName }) => tagName === 'style')
    .filter((style) => ON_SCREEN.test((attribute(style, 'media') ?? '').slice(0, 200).trim()))
    .map((style) => style.childNodes.map((node) => ('value' in node ? node.value : '')).join(''))
    .join('\n')
    .slice(0, MAX_CSS);
  const rules = new Map<string, Map<string, string>>();
  for (const [selectors, body] of blocksOf(css)) {
    if (rules.size >= MAX_RULES) break;
    const declared = [...declarationsIn(body)].filter(([property]) => HIDING.has(property));
    if (declared.length === 0) continue;
    for (const selector of selectors.toLowerCase().split(',')) {
      const name = selector.trim();
      if (SIMPLE.test(name)) rules.set(name, new Map([...(rules.get(name) ?? []), ...declared]));
    }
  }
  return rules;
}

/* By hand: a pattern would look for the end of each of many unclosed comments anew. */
function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (let open = text.indexOf('/*'); open >= 0; open = text.indexOf('/*', at)) {
    kept += `${text.slice(at, open)} `;
    const close = text.indexOf('*/', open + 2);
    if (close < 0) return kept;
    at = close + 2;
  }
  return kept + text.slice(at);
}

/* Rules outside at-rules: what holds for print or in an animation does not hold for a reader. */
function* blocksOf(text: string): Generator<readonly [selectors: string, body: string]> {
  const css = withoutComments(text);
  let at = 0;
  for (let open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
    const before = css.slice(at, open);
    const selectors = before.slice(before.lastIndexOf(';') + 1).trim();
    const isAtRule = selectors.startsWith('@');
    const close = isAtRule ? endOfBlock(css, open) : css.indexOf('}', open);
    if (close < 0) return;
    if (!isAtRule) yield [selectors, css.slice(open + 1, close)];
    at = close + 1;
  }
}

function endOfBlock(css: string, open: number): number {
  let depth = 0;
  const brace = /[{}]/g;
  brace.lastIndex = open;
  for (let match = brace.exec(css); match !== null; match = brace.exec(css)) {
    depth += match[0] === '{' ? 1 : -1;
    if (depth === 0) return match.index;
  }
  return -1;
}
