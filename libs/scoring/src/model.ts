// The numbers of the judgement: where each kind of ping starts and what each signal weighs.
import type { Protocol } from './evidence.js';
import type { SignalGroup } from './signal.js';

/** A versioned set of weights. All figures are finite and in log-odds unless said otherwise. */
export type Model = {
  /** Names this set of numbers; stored beside every score made with it. */
  readonly version: string;
  /** Log-odds of spam before any signal, per kind of ping. */
  readonly intercepts: Readonly<Record<Protocol, number>>;
  /** Log-odds per unit of strength, by signal id. A signal without a weight is not asked. */
  readonly weights: Readonly<Record<string, number>>;
  /** The most that one group may add or take away together, 0 or more. */
  readonly caps: Readonly<Record<SignalGroup, number>>;
  /** The score alone never makes spam: this many groups must each speak for it. */
  readonly agreement: {
    /** Groups needed, 1 or more. */
    readonly groups: number;
    /** Points from which on a group speaks for spam. */
    readonly points: number;
  };
  /** Approved pings of the source's domain needed before an automatic approval, 0 or more. */
  readonly approvedBefore: number;
};

/**
 * Weights set by hand. A proven and visible link from a new domain with matching claims scores
 * about 5 to 20; a ping without a link about 90, with sales text 98 and more.
 */
export const defaultModel: Model = {
  version: 'hand-1',
  intercepts: { trackback: 0, pingback: -0.3, webmention: -0.4 },
  weights: {
    'link-found': -2.2,
    'link-missing': 2.4,
    'link-withdrawn': 0.8,
    'hidden-link': 2.6,
    'cloaked-link': 4,
    'sponsored-link': 1.2,
    'crossdomain-redirect': 1,
    'target-missing': 2,
    'name-equals-title': 1.8,
    'name-is-sales-phrase': 2.2,
    'name-is-url': 0.9,
    'mixed-script-name': 0.4,
    'claimed-title-absent': 1,
    'excerpt-absent': 1.3,
    'excerpt-found': -0.6,
    'spam-words': 1.6,
    'ham-words': -0.8,
    'excerpt-links': 1.8,
    bbcode: 2.4,
    'zero-width-characters': 0.7,
    'anchor-is-sales-phrase': 1.6,
    'blocked-domain': 3,
    'trusted-domain': -2.5,
    vouched: -1.5,
    'first-seen-domain': 0.6,
    'domain-history': 1,
    'stale-address': 0.9,
    'url-shape': 1.2,
    'url-sales-words': 1.4,
    'link-density': 1.2,
    'noindex-page': 0.5,
    'feed-and-author': -0.5,
    'repeated-text': 2.4,
    'repeated-source': 0.8,
  },
  caps: { verification: 4, claims: 4, text: 4, reputation: 3, page: 3, repetition: 3 },
  // Above the points of a domain's first ping, which alone must not count as evidence.
  agreement: { groups: 2, points: 0.7 },
  approvedBefore: 2,
};
