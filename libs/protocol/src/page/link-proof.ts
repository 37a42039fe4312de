// What is kept of a link that proves a mention.

/** Where on its page a link stands, by the nearest sectioning element or landmark around it. */
export type LinkPosition = 'article' | 'navigation' | 'footer' | 'aside' | 'header' | 'body';

/** Proofs given of one page. */
export const MAX_PROOFS = 20;

/** One link from a source page to a target: the evidence that the ping is true. */
export interface LinkProof {
  /** The address as resolved against the page. */
  readonly url: string;
  /** The start tag, rebuilt with its attributes escaped; at most 500 characters. */
  readonly html: string;
  /** The words of the link as clean text, at most 300 code points; the `alt` when it is an image. */
  readonly text: string;
  /**
   * The sentences around the link as clean text: up to about 300 characters on each side, in whole
   * words, `…` where text was left out. Put together in order they read as one; the spaces between
   * are part of `before` and `after`.
   */
  readonly context: { readonly before: string; readonly anchor: string; readonly after: string };
  /** The tokens of `rel`, in lower case. */
  readonly rel: readonly string[];
  readonly visible: boolean;
  /** In one phrase why a reader does not see the link; null when it is visible. */
  readonly hiddenBecause: string | null;
  readonly position: LinkPosition;
  /** Host of the redirector that the link goes through (`t.co`); null when it leads straight there. */
  readonly through: string | null;
  /** The tag name (`a`, `img`, `blockquote`, …), or `json` or `text` for those kinds of page. */
  readonly element: string;
}
