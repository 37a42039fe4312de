// HTML parsing with bounds: a page is written by a stranger and must not cost more than a page.
import { defaultTreeAdapter, parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterMap, DefaultTreeAdapterTypes, TreeAdapter } from 'parse5';

export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;

/** Nodes built before the parser is stopped: formatting elements reopened in every paragraph multiply. */
export const MAX_NODES = 200_000;
/** Open elements before the parser is stopped: unmatched end tags search all of them. */
export const MAX_DEPTH = 2_000;
/** Attributes kept of one element; those after them are dropped, and the page is read on. */
export const MAX_ATTRIBUTES = 1_000;

class TooComplex extends Error {}

/** A parsed tree; `truncated` when a bound on nodes or depth left the rest of the input unread. */
export interface ParsedHtml {
  readonly root: HtmlParent;
  readonly truncated: boolean;
}

/**
 * Parses a whole document as a browser with scripts would: the content of `<noscript>` is then text,
 * which no reader sees, and cannot break out of the head. Never
 * throws; stops at {@link MAX_NODES} or {@link MAX_DEPTH}, and keeps {@link MAX_ATTRIBUTES} of each
 * element.
 */
export const parseDocument = (html: string): ParsedHtml =>
  withinBounds((treeAdapter) => parse(html, { treeAdapter, scriptingEnabled: true }));

/** Parses markup as the content of a body. The same bounds as {@link parseDocument}. */
export const parseMarkup = (html: string): ParsedHtml =>
  withinBounds((treeAdapter) => parseFragment(html, { treeAdapter, scriptingEnabled: true }));

function withinBounds(
  run: (adapter: TreeAdapter<DefaultTreeAdapterMap>) => HtmlParent,
): ParsedHtml {
  let nodes = 0;
  let depth = 0;
  let root: HtmlParent | undefined;
  const count = (): void => {
    nodes += 1;
    if (nodes > MAX_NODES) throw new TooComplex();
  };
  const adapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createDocument() {
      const document = defaultTreeAdapter.createDocument();
      root ??= document;
      return document;
    },
    createElement(tagName, namespace, attributes) {
      count();
      // In place: the list belongs to the tag, and a formatting element is made of it many times.
      attributes.splice(MAX_ATTRIBUTES);
      return defaultTreeAdapter.createElement(tagName, namespace, attributes);
    },
    adoptAttributes(recipient, attributes) {
      if (recipient.attrs.length >= MAX_ATTRIBUTES) return;
      defaultTreeAdapter.adoptAttributes(recipient, attributes);
      recipient.attrs.splice(MAX_ATTRIBUTES);
    },
    insertText(parent, text) {
      count();
      defaultTreeAdapter.insertText(parent, text);
    },
    insertTextBefore(parent, text, reference) {
      count();
      defaultTreeAdapter.insertTextBefore(parent, text, reference);
    },
    createCommentNode(data) {
      count();
      return defaultTreeAdapter.createCommentNode(data);
    },
    onItemPush() {
      depth += 1;
      if (depth > MAX_DEPTH) throw new TooComplex();
    },
    onItemPop() {
      depth -= 1;
    },
  };
  try {
    return { root: run(adapter), truncated: false };
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    return { root: root ?? defaultTreeAdapter.createDocument(), truncated: true };
  }
}
