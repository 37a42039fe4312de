// The text a reader gets from a part of a page.
import type { HtmlNode, HtmlParent } from './parse-html.js';
import { isElement, walk } from './walk.js';

/** Elements whose content is program, style, fallback or form state: never text, never a link. */
export const NOT_CONTENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'textarea',
  'title',
  'head',
  'select',
  'datalist',
]);

/** Elements that end a line: words on their two sides do not belong together. */
export const BLOCK: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p ' +
    'pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/**
 * The text below `root`, in document order, with a line break where a block begins or ends;
 * white space and unwanted characters are left for the caller to clean.
 *
 * @param leaveOut nodes whose content is not wanted, besides {@link NOT_CONTENT}
 * @param enough UTF-16 units after which no more text is collected; all of it unless told
 */
export function textOf(
  root: HtmlParent,
  leaveOut: (node: HtmlNode) => boolean = none,
  enough = Infinity,
): string {
  const parts: string[] = [];
  let length = 0;
  walk(
    root,
    (node) => {
      if (length >= enough) return 'stop';
      if (node.nodeName === '#text' && 'value' in node) {
        parts.push(node.value);
        length += node.value.length;
      }
      if (!isElement(node)) return 'enter';
      if (NOT_CONTENT.has(node.tagName) || leaveOut(node)) return 'skip';
      if (BLOCK.has(node.tagName)) parts.push('\n');
      return 'enter';
    },
    (node) => {
      if (isElement(node) && BLOCK.has(node.tagName)) parts.push('\n');
    },
  );
  return parts.join('');
}

const none = (): boolean => false;
