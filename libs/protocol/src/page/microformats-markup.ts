// The part of a page that the microformats parser is given, small enough that no page can stall it.
import type { HtmlElement } from '../html/parse-html.js';
import { BLOCK, NOT_CONTENT } from '../html/text-of.js';
import { isElement, walk } from '../html/walk.js';
import { escapeXml } from '../text/escape-xml.js';
import { attributesFor } from './microformats-attributes.js';
import { BOOKMARK, marksOf, vocabularyOf } from './microformats-marks.js';
import type { Vocabulary } from './microformats-vocabulary.js';
import type { HtmlPage } from './page.js';
import { isNotDisplayed } from './visibility.js';

/*
 * The parser calls itself for every nesting, reads the text below every property anew and copies
 * lists for every match; these bounds keep the product of all that small.
 */
const MAX_MARKUP = 400_000;
const MAX_MARKED = 1_000;
const MAX_NESTED = 12;
/** A card's name, address and photo may be implied by its children and their children. */
const MAX_IMPLYING = 2;

const VOID: ReadonlySet<string> = new Set(['area', 'img', 'input', 'link', 'meta', 'source']);
const OF_MEANING: ReadonlySet<string> = new Set([
  ...VOID,
  'a',
  'abbr',
  'audio',
  'data',
  'del',
  'ins',
  'object',
  'time',
  'video',
]);

/* What is known of an element whose content is being copied. */
interface Frame {
  readonly end: string;
  readonly marked: number;
  readonly roots: number;
  /** Steps below the nearest root when that is a card, else beyond any bound. */
  readonly belowCard: number;
  readonly isDate: boolean;
  readonly isHidden: boolean;
}

const OUTSIDE: Frame = {
  end: '',
  marked: 0,
  roots: 0,
  belowCard: Infinity,
  isDate: false,
  isHidden: false,
};

/**
 * The microformats of a page as markup of their own, or null when it has no entry. Only known classes
 * and what can give a property its value are kept, every address made absolute, broken ones and those
 * not http or https replaced by `about:invalid`; ids, includes and all other markup are left out. An
 * entry never gets its name implied: it would be the whole content.
 */
export function microformatsMarkup(page: HtmlPage): string | null {
  const vocabulary = vocabularyOf(page.root);
  if (vocabulary === null) return null;
  const parts: string[] = [];
  const open: Frame[] = [];
  let length = 0;
  let marked = 0;
  const add = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  walk(
    page.root,
    (node) => {
      const around = open.at(-1) ?? OUTSIDE;
      if (length > MAX_MARKUP) return 'stop';
      if (node.nodeName === '#text' && 'value' in node && around.roots > 0 && !around.isHidden) {
        add(escapeXml(node.value.slice(0, MAX_MARKUP - length)));
      }
      if (!isElement(node)) return 'enter';
      if (NOT_CONTENT.has(node.tagName)) return 'skip';
      const isFull = marked === MAX_MARKED || around.marked === MAX_NESTED;
      const marks = isFull
        ? []
        : marksOf(node, vocabulary, { isInside: around.roots > 0, isDate: around.isDate });
      if (marks.length > 0) marked += 1;
      const { start, frame } = copied(node, marks, { page, vocabulary, around });
      if (start !== '') add(start);
      open.push(frame);
      return 'enter';
    },
    () => {
      const { end } = open.pop() ?? OUTSIDE;
      if (end !== '') add(end);
    },
  );
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) parts.push(frame.end);
  return `<div>${parts.join('')}</div>`;
}

function copied(
  element: HtmlElement,
  marks: readonly string[],
  { page, vocabulary, around }: { page: HtmlPage; vocabulary: Vocabulary; around: Frame },
): { start: string; frame: Frame } {
  const isRoot = marks.some((name) => vocabulary.roots.has(name));
  const isCard = marks.some((name) => vocabulary.cards.has(name));
  const frame: Frame = {
    end: '',
    marked: around.marked + (marks.length > 0 ? 1 : 0),
    roots: around.roots + (isRoot ? 1 : 0),
    belowCard: isCard ? 0 : isRoot ? Infinity : around.belowCard + 1,
    isDate: marks.some((name) => name.startsWith('dt-')) || around.isDate,
    isHidden: (around.isHidden || isNotDisplayed(element)) && marks.length === 0,
  };
  const gap = BLOCK.has(element.tagName) && around.roots > 0 ? ' ' : '';
  if (marks.length === 0 && frame.belowCard > MAX_IMPLYING) {
    return { start: gap, frame: { ...frame, end: gap } };
  }
  const tag = OF_MEANING.has(element.tagName) ? element.tagName : 'span';
  const isLink = marks.some(vocabulary.isAddress);
  const attributes = [
    ...(marks.length === 0 ? [] : [['class', marks.join(' ')] as const]),
    ...(marks.includes(BOOKMARK) ? [['rel', BOOKMARK] as const] : []),
    ...attributesFor(element, page.baseUrl, isLink),
  ].map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const named = marks.includes('h-entry') ? '<data class="p-explicit" value="1"></data>' : '';
  return {
    start: `${gap}<${tag}${attributes.join('')}>${VOID.has(tag) ? '' : named}`,
    frame: { ...frame, end: VOID.has(tag) ? gap : `</${tag}>${gap}` },
  };
}
