// What a page does with the target of its ping: answers it, likes it, repeats it, or just links to it.
import { attribute, isElement, tokens, walk } from '../html/walk.js';
import { resourceKey } from '../url/canonical-url.js';
import { referenceReader } from '../url/resolve-url.js';
import { NO_PROOF_INSIDE } from './link-elements.js';
import { addressesIn, textIn } from './microformats.js';
import type { Microformat } from './microformats.js';
import { entriesOf } from './page-entry.js';
import type { HtmlPage, Page } from './page.js';

/** How a page mentions a target; `rsvp` is the answer to an invitation, null of every other type. */
export interface MentionType {
  readonly type: 'mention' | 'reply' | 'like' | 'repost' | 'bookmark' | 'rsvp';
  readonly rsvp: 'yes' | 'no' | 'maybe' | 'interested' | null;
}

type Reaction = 'repost' | 'like' | 'reply' | 'bookmark';
type IsTarget = (address: string) => boolean;

/* In the order of Post Type Discovery for responses: a like is often marked as a reply too. */
const REACTIONS: readonly (readonly [property: string, reaction: Reaction])[] = [
  ['repost-of', 'repost'],
  ['like-of', 'like'],
  ['in-reply-to', 'reply'],
  ['bookmark-of', 'bookmark'],
];

const RSVP = ['yes', 'no', 'maybe', 'interested'] as const;
const MENTION: MentionType = { type: 'mention', rsvp: null };

/**
 * What a page says that it does with one of `targets`, compared by `sameResource`: by the
 * microformats of its entries (`in-reply-to`, `like-of`, `repost-of`, `bookmark-of`, `rsvp`, an
 * `h-cite` with the address included), else by the class or `rel` of a link to it. A mention when it
 * says nothing, and for pages that are not HTML. It is the page's own word. Never throws.
 */
export function mentionType(page: Page, targets: readonly string[]): MentionType {
  const keys = new Set(targets.map(resourceKey).filter((key) => key !== null));
  if (page.kind !== 'html' || keys.size === 0) return MENTION;
  const isTarget = (address: string): boolean => keys.has(resourceKey(address) ?? '');
  for (const entry of entriesOf(page)) {
    const type = typeOfEntry(entry, page, isTarget);
    if (type !== null) return type;
  }
  const reaction = reactionOfLinks(page, isTarget);
  return reaction === null ? MENTION : { type: reaction, rsvp: null };
}

function typeOfEntry(entry: Microformat, page: HtmlPage, isTarget: IsTarget): MentionType | null {
  const reactions = REACTIONS.filter(([property]) =>
    addressesIn(entry, property, page.baseUrl).some(isTarget),
  );
  const answer = textIn(entry, 'rsvp')?.toLowerCase();
  const rsvp = RSVP.find((known) => known === answer);
  if (rsvp !== undefined && reactions.some(([, reaction]) => reaction === 'reply')) {
    return { type: 'rsvp', rsvp };
  }
  const [first] = reactions;
  return first === undefined ? null : { type: first[1], rsvp: null };
}

/* A link within a comment on the page is the commenter's. */
const COMMENT: ReadonlySet<string> = new Set(['u-comment', 'p-comment', 'comment']);

function reactionOfLinks(page: HtmlPage, isTarget: IsTarget): Reaction | null {
  const read = referenceReader(page.baseUrl);
  const found = new Set<string>();
  walk(page.root, (node) => {
    if (!isElement(node)) return 'skip';
    const classes = attribute(node, 'class') === null ? [] : tokens(node, 'class');
    if (NO_PROOF_INSIDE.has(node.tagName) || classes.some((name) => COMMENT.has(name)))
      return 'skip';
    const href = attribute(node, 'href')?.trim() ?? '';
    if (href === '' || !['a', 'area', 'link'].includes(node.tagName)) return 'enter';
    const names = new Set([...classes, ...tokens(node, 'rel').map((rel) => `u-${rel}`)]);
    const properties = REACTIONS.map(([property]) => property).filter(
      (property) => !found.has(property) && names.has(`u-${property}`),
    );
    const url = properties.length === 0 ? null : read(href);
    if (url !== null && isTarget(url.href)) for (const property of properties) found.add(property);
    return 'enter';
  });
  return REACTIONS.find(([property]) => found.has(property))?.[1] ?? null;
}
