// The facts kept of a source page, to be compared with what its ping claims.
import type { CharsetLabel } from '../charset/labels.js';
import type { PageAuthor } from './page-author.js';

/**
 * What a page says about itself. Text is clean text without markup, to be escaped on output;
 * addresses are absolute http or https. Nothing here is verified.
 */
export interface PageFacts {
  /**
   * The name of the page's entry, else the headline of its JSON-LD, `og:title`, `<title>`, the first
   * `<h1>`; at most 250 code points.
   */
  readonly title: string | null;
  readonly siteName: string | null;
  readonly author: PageAuthor;
  /** ISO 8601 in UTC. */
  readonly publishedAt: string | null;
  /** The primary subtag of the page's `lang`, in lower case; without one, detected from its text. */
  readonly language: string | null;
  /** Whether `language` is detected; false when the page declares it, or none is known. */
  readonly isLanguageDetected: boolean;
  readonly canonicalUrl: string | null;
  /**
   * Other forms of the same page that it names: `rel="amphtml"`, and `rel="alternate"` for another
   * medium (print, handheld, small screens), never translations or feeds. At most four.
   */
  readonly variants: readonly string[];
  /**
   * Copies of the page elsewhere that it names itself: `u-syndication` of its entry, `rel="syndication"`
   * (IndieWeb, POSSE). At most twenty.
   */
  readonly syndication: readonly string[];
  /**
   * The address that the page gives itself: of its entry, JSON-LD, `og:url`, `rel="canonical"`. It
   * may lie on another host, as that of a copy does.
   */
  readonly url: string | null;
  /** Whether the page asks search engines not to list it. */
  readonly noindex: boolean;
  /** At most 500 code points. */
  readonly description: string | null;
  /**
   * What the page says: the content of its entry or the summary, else the text of its JSON-LD, else
   * `description`; at most 500 code points.
   */
  readonly content: string | null;
  /** Links to other hosts than the page's own. */
  readonly outgoingLinks: number;
  /** Distinct hosts that those links lead to. */
  readonly outgoingHosts: number;
  /** Length of the whole readable text in UTF-16 units, also of what `text` leaves out. */
  readonly textLength: number;
  readonly charset: CharsetLabel;
  /** The readable text, at most 20 000 code points. */
  readonly text: string;
  readonly hasFeed: boolean;
  /** Whether part of the page was left unread because it is too large or too deep. */
  readonly truncated: boolean;
}
