// The microformats classes that are read; a class of another name, whatever its prefix, is none.

/** One generation of class names. */
export interface Vocabulary {
  readonly isClassic: boolean;
  readonly roots: ReadonlySet<string>;
  readonly cards: ReadonlySet<string>;
  readonly properties: ReadonlySet<string>;
  /** Whether a property is an address, which only an element with an address can give. */
  readonly isAddress: (name: string) => boolean;
}

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** microformats2. By name, because style sheets call their own classes `h-full` and `p-4`. */
export const CURRENT: Vocabulary = {
  isClassic: false,
  roots: setOf(
    'h-entry h-feed h-card h-cite h-event h-review h-recipe h-item h-product h-adr h-geo h-app h-x-app ' +
      'h-listing h-resume h-news h-review-aggregate',
  ),
  cards: setOf('h-card'),
  properties: setOf(
    'p-author u-author p-name e-content p-content p-summary e-summary dt-published u-url u-uid ' +
      'u-syndication u-photo p-rsvp u-in-reply-to u-like-of u-repost-of u-bookmark-of p-in-reply-to p-like-of ' +
      'p-repost-of p-bookmark-of',
  ),
  isAddress: (name) => name.startsWith('u-'),
};

/** hAtom and hCard, for pages without a class of microformats2. */
export const CLASSIC: Vocabulary = {
  isClassic: true,
  roots: setOf('hentry hfeed vcard'),
  cards: setOf('vcard'),
  properties: setOf('author entry-title entry-content entry-summary fn url photo'),
  isAddress: (name) => ['url', 'photo', 'bookmark'].includes(name),
};
