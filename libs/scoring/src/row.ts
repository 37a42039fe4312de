// A row of a moderated history as evidence: what only the network, the page and the store could tell stays unsaid.
import type { Evidence } from './evidence.js';

/** What a row may say; null or empty where it says nothing. */
export type HistoryRow = {
  readonly source: string | null;
  readonly title: string | null;
  readonly excerpt: string | null;
  readonly blogName: string | null;
  readonly target: {
    readonly url: string | null;
    readonly title: string | null;
    readonly text: string | null;
  };
};

// WordPress keeps a trackback's title as the first line of its text.
const titleLine = /^\s*<strong>([^<]{1,500})<\/strong>\s*(?:<br\s*\/?>)?\s*/i;

const unknown = {
  verification: { state: 'waiting', httpStatus: null, redirects: 0, crossDomainRedirect: false },
  link: null,
  page: null,
  reputation: {
    blocked: null,
    trusted: null,
    vouchedBy: null,
    domain: { approved: 0, spam: 0, firstSeen: false },
  },
  campaign: null,
  repeats: { sameText: 0, sameSource: 0 },
  words: { spam: [], ham: [] },
} as const satisfies Partial<Evidence>;

/** The evidence of a row, from its own text and address alone. */
export function evidenceOfRow({ source, title, excerpt, blogName, target }: HistoryRow): Evidence {
  const line1 = title ? null : titleLine.exec(excerpt ?? '');
  return {
    // rows do not say how they came, and the kind must not decide
    protocol: 'trackback',
    source: source ?? '',
    target: {
      url: target.url ?? '',
      title: target.title || null,
      text: target.text || null,
      missing: false,
    },
    claimed: {
      title: (line1 ? line1[1] : title) || null,
      excerpt: (line1 ? excerpt?.slice(line1[0].length) : excerpt) || null,
      blogName: blogName || null,
    },
    ...unknown,
  };
}
