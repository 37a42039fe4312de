// Walking a parsed tree without recursion, so that no nesting can overflow the stack.
import { html } from 'parse5';
import type { HtmlElement, HtmlNode, HtmlParent } from './parse-html.js';

/** Whether a node is an element. */
export const isElement = (node: HtmlNode | HtmlParent): node is HtmlElement => 'tagName' in node;

/** Whether an element is one of HTML itself: a `base` or `a` of MathML is none, whatever its name. */
export const isHtml = (element: HtmlElement): boolean => element.namespaceURI === html.NS.HTML;

/** The value of an attribute, or null when the element does not carry it. */
export function attribute(element: HtmlElement, name: string): string | null {
  if (element.attrs.length > FEW) return indexOf(element).get(name) ?? null;
  for (const { name: own, value } of element.attrs) if (own === name) return value;
  return null;
}

/* So many are searched as fast as a map; more are put into one, once for all who ask. */
const FEW = 16;
const indexes = new WeakMap<HtmlElement, ReadonlyMap<string, string>>();

function indexOf(element: HtmlElement): ReadonlyMap<string, string> {
  const index =
    indexes.get(element) ?? new Map(element.attrs.map(({ name, value }) => [name, value]));
  indexes.set(element, index);
  return index;
}

/** Read of an attribute that is a list of tokens, in UTF-16 units. */
const MAX_TOKENS_LENGTH = 4_000;

/** The white-space separated tokens of an attribute, in lower case. */
export const tokens = (element: HtmlElement, name: string): string[] =>
  (attribute(element, name) ?? '')
    .slice(0, MAX_TOKENS_LENGTH)
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);

/** What a visitor asks of the walk: go into the node, leave its content out, or visit no more. */
export type Step = 'enter' | 'skip' | 'stop';

/**
 * Visits every node below `root` in document order. The content of `<template>` is never visited:
 * the parser keeps it outside the tree.
 *
 * @param leave called after the content of an entered node, unless the walk was stopped
 */
export function walk(
  root: HtmlParent,
  visit: (node: HtmlNode) => Step,
  leave?: (node: HtmlNode) => void,
): void {
  const open: { node: HtmlParent; next: number }[] = [{ node: root, next: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const child = top.node.childNodes[top.next];
    if (child === undefined) {
      open.pop();
      if (open.length > 0) leave?.(top.node as HtmlNode);
      continue;
    }
    top.next += 1;
    const step = visit(child);
    if (step === 'stop') return;
    if (step === 'enter' && 'childNodes' in child) open.push({ node: child, next: 0 });
  }
}

/** Every element below `root` for which `matches` holds, in document order. */
export function elementsWhere(
  root: HtmlParent,
  matches: (element: HtmlElement) => boolean,
): HtmlElement[] {
  const found: HtmlElement[] = [];
  walk(root, (node) => {
    if (isElement(node) && matches(node)) found.push(node);
    return 'enter';
  });
  return found;
}

/** The element and the elements around it, innermost first. */
export function* selfAndAncestors(element: HtmlElement): Generator<HtmlElement> {
  for (let node: HtmlParent | null = element; node !== null && isElement(node);) {
    yield node;
    node = node.parentNode;
  }
}
