// The numbers of the judgement: where each kind of ping starts and what each signal weighs.
import type { Protocol } from './evidence.js';
import type { Step } from './learnt/calibration.js';
import { decodePrior } from './learnt/prior.js';
import type { Prior } from './learnt/prior.js';
import type { SiteModel } from './learnt/site-model.js';
import { encodedPrior } from './prior.generated.js';
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
  /** Weights learnt from public data; null or absent: only those set by hand. */
  readonly prior?: Prior | null;
  /** What the site's own moderators taught; null or absent: nothing yet. */
  readonly site?: SiteModel | null;
  /** Straightens the log-odds of each kind of ping (Platt 1999); absent: as they are. */
  readonly calibration?: Readonly<Record<Protocol, Line>>;
  /** What the site measured of scores so straightened; null or absent: nothing yet. */
  readonly steps?: readonly Step[] | null;
  /** Number of the site's version that is in use, 1 or more; absent: not kept in versions. */
  readonly siteVersion?: number;
};

/** A straight line: `slope` × log-odds + `offset`. */
export type Line = { readonly slope: number; readonly offset: number };

/**
 * Weights set by hand, under the shipped prior. A proven and visible link from a new domain with
 * matching claims scores about 1 to 10; a ping without a link about 90, with sales text 98 and more.
 */
export const defaultModel: Model = {
  version: 'hand-3',
  intercepts: { trackback: 0, pingback: -0.3, webmention: -0.4 },
  weights: {
    'link-found': -1.2,
    'link-missing': 6,
    'link-withdrawn': 0.8,
    'hidden-link': 3.6,
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
    'source-history': 1,
    'author-history': 1,
    'network-history': 0.5,
    'sender-is-source': -0.4,
    'stale-address': 0.9,
    akismet: 1.6,
    'listed-sender': 1,
    'listed-source': 1,
    'url-shape': 1.2,
    'url-sales-words': 1.4,
    'link-density': 1.2,
    'noindex-page': 0.5,
    'copied-page': 0.4,
    'feed-and-author': -0.5,
    'repeated-text': 2.4,
    'repeated-source': 0.8,
    campaign: 2.2,
    'learnt-name': 0.4,
    'learnt-words': 0.4,
    'learnt-letters': 0.4,
    'learnt-address': 0.4,
    'learnt-form': 0.4,
    'learnt-here': 1,
    'name-names-trade': 1.2,
    'host-names-trade': 0.8,
    'name-is-key-words': 1,
    'name-is-long': 1,
    'name-is-page-title': -0.5,
    'name-fits-address': -0.5,
    'name-in-path': 0.5,
    'damaged-text': 0.5,
    'praise-phrases': 1,
    'invitation-phrases': 0.8,
    'gibberish-text': 2,
    'repetitive-text': 0.6,
    'language-differs': 1.2,
    'language-agrees': -1,
    'topic-shared': -0.8,
    'topic-absent': 0.6,
    'excerpt-is-markup': 1,
    'contact-details': 0.4,
    'spun-text': 1.5,
    'script-in-text': 2.5,
    shouting: 0.3,
    'fragment-text': 0.8,
    'quotes-target': -0.2,
    'home-page-source': 0.36,
    'permalink-source': -0.6,
    'script-source': 0.8,
    'profile-source': 0.6,
    'random-host': 0.4,
    'risky-suffix': 0.4,
    'broken-source': 1,
  },
  caps: {
    verification: 6,
    claims: 6,
    text: 6,
    reputation: 3,
    page: 5,
    repetition: 3,
    learnt: 8,
  },
  // Above the points of a domain's first ping, which alone must not count as evidence.
  agreement: { groups: 2, points: 0.7 },
  approvedBefore: 2,
  prior: decodePrior(encodedPrior),
};
