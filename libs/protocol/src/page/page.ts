// The page that a ping came from, as read: what proof and facts are taken from.
import type { CharsetSource } from '../charset/decode-bytes.js';
import type { CharsetLabel } from '../charset/labels.js';
import type { HtmlParent } from '../html/parse-html.js';

interface PageBase {
  /** The address the page was finally read from, after redirects. */
  readonly url: string;
  readonly charset: { readonly label: CharsetLabel; readonly from: CharsetSource };
  /** Whether a bound on nodes or depth left part of the page unread. */
  readonly truncated: boolean;
}

/** An HTML page, parsed as a browser does before any script has run. */
export interface HtmlPage extends PageBase {
  readonly kind: 'html';
  readonly root: HtmlParent;
  /** What relative links are resolved against: the first usable `<base href>`, else `url`. */
  readonly baseUrl: string;
}

/** A JSON document, reduced to its string values in document order. */
export interface JsonPage extends PageBase {
  readonly kind: 'json';
  readonly strings: readonly string[];
}

/** Plain text. */
export interface TextPage extends PageBase {
  readonly kind: 'text';
  readonly text: string;
}

/** A media type in which no link is looked for (an image, a PDF, a feed). */
export interface UnsupportedPage extends PageBase {
  readonly kind: 'unsupported';
}

/** A source page, by the kind that its media type made it. */
export type Page = HtmlPage | JsonPage | TextPage | UnsupportedPage;
