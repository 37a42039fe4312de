// The sentences around a link.
import type { HtmlElement, HtmlNode, HtmlParent } from '../html/parse-html.js';
import { BLOCK, NOT_CONTENT } from '../html/text-of.js';
import { isElement, selfAndAncestors, walk } from '../html/walk.js';
import { cleanText } from '../text/clean-text.js';
import { isNotDisplayed } from './visibility.js';

/** Text on the two sides of a piece of a page. */
export interface LinkContext {
  readonly before: string;
  readonly anchor: string;
  readonly after: string;
}

/** Kept on each side, in UTF-16 units, before words are made whole. */
const SIDE = 300;
/** A block whose text beside the link is shorter says too little; the block around it is taken. */
const ENOUGH = 40;
/** Read on each side: markup is not text, and white space is collapsed only later. */
const READ = 8_000;
const MAX_ENCLOSING = 4;

/** The text around an element within its paragraph, or around that where there is almost none. */
export function contextOf(element: HtmlElement, anchor: string): LinkContext {
  let best: LinkContext = { before: '', anchor, after: '' };
  let looked = 0;
  for (const block of selfAndAncestors(element)) {
    if (block === element || !BLOCK.has(block.tagName)) continue;
    if (block.tagName === 'body' || looked === MAX_ENCLOSING) break;
    looked += 1;
    best = trimmed(sidesOf(block, element), anchor);
    if (best.before.length + best.after.length >= ENOUGH) return best;
  }
  const parent = element.parentNode;
  return looked === 0 && parent !== null ? trimmed(sidesOf(parent, element), anchor) : best;
}

/** The same bounds for text that stands in no tree. */
export function contextInText(text: string, start: number, end: number): LinkContext {
  const before = text.slice(Math.max(0, start - READ), start);
  return trimmed({ before, after: text.slice(end, end + READ) }, cleanText(text.slice(start, end)));
}

interface Sides {
  readonly before: string;
  readonly after: string;
}

function sidesOf(block: HtmlParent, element: HtmlElement): Sides {
  let before = '';
  let after = '';
  let isPast = false;
  const path = new Set<HtmlNode>(selfAndAncestors(element));
  const add = (text: string): void => {
    if (isPast) after += text;
    else if (before.length < 10 * READ) before += text;
    // Cut rarely: a block may hold more pieces of text than characters are kept.
    else before = before.slice(-READ) + text;
  };
  const endLine = (node: HtmlNode): void => {
    if (isElement(node) && BLOCK.has(node.tagName)) add(' ');
  };
  walk(
    block,
    (node) => {
      if (after.length >= READ) return 'stop';
      if (node === element) {
        isPast = true;
        return 'skip';
      }
      if (node.nodeName === '#text' && 'value' in node) add(node.value);
      if (isElement(node) && (NOT_CONTENT.has(node.tagName) || isUnseen(node, path))) return 'skip';
      endLine(node);
      return 'enter';
    },
    endLine,
  );
  return { before: before.slice(-READ), after };
}

/* What the reader does not see is no context, unless the link itself is in it. */
const isUnseen = (element: HtmlElement, path: ReadonlySet<HtmlNode>): boolean =>
  !path.has(element) && isNotDisplayed(element);

function trimmed({ before, after }: Sides, anchor: string): LinkContext {
  const [start, end] = [cleanText(before), cleanText(after)];
  const gapBefore = start !== '' && /\s$/u.test(before) ? ' ' : '';
  const gapAfter = end !== '' && /^\s/u.test(after) ? ' ' : '';
  return { before: lastWords(start) + gapBefore, anchor, after: gapAfter + firstWords(end) };
}

/* From the beginning of a sentence where there is one in the nearer half, else of a word. */
function lastWords(text: string): string {
  if (text.length <= SIDE) return text;
  const kept = text.slice(-SIDE);
  const sentence = /[.!?]["'”’)]?\s+|[。！？]/u.exec(kept.slice(0, SIDE / 2));
  if (sentence !== null) return `… ${kept.slice(sentence.index + sentence[0].length)}`;
  const space = kept.indexOf(' ');
  return `… ${space >= 0 ? kept.slice(space + 1) : withoutHalfCharacter(kept)}`;
}

function firstWords(text: string): string {
  if (text.length <= SIDE) return text;
  const kept = text.slice(0, SIDE);
  const sentences = [...kept.matchAll(/[.!?]["'”’)]?(?=\s)|[。！？]/gu)];
  const last = sentences.at(-1);
  if (last !== undefined && last.index > SIDE / 2) {
    return `${kept.slice(0, last.index + last[0].length)} …`;
  }
  const space = kept.lastIndexOf(' ');
  return `${space > 0 ? kept.slice(0, space) : withoutHalfCharacter(kept)} …`;
}

const withoutHalfCharacter = (text: string): string => text.replace(/\p{Cs}/gu, '');
