// The shape of everything known about one ping at the moment it is judged.

/** How the ping reached us. Each kind has its own starting point in a model. */
export type Protocol = 'trackback' | 'pingback' | 'webmention';

/**
 * What became of the proof of the link.
 *
 * - `linked`: the target's address is a link in the source's parsed page.
 * - `no-link`: the page was read and holds no such link.
 * - `gone`: the source answered 410.
 * - `unreachable`: it could not be read after the last retry.
 * - `refused`: its address, or a policy, forbids to read it.
 * - `unsupported`: it was read and is not a kind of document that can hold a link.
 * - `waiting`: not looked at yet, or a retry is still due.
 */
export type VerificationState =
  'linked' | 'no-link' | 'gone' | 'unreachable' | 'refused' | 'unsupported' | 'waiting';

/** A match in one of the owner's lists; `entry` is the line of the list that matched. */
export type ListMatch = { readonly entry: string };

/** What the sender says about itself, as received and decoded; never trusted. */
export type Claimed = {
  /** Title of the source post; may end in an ellipsis that the sender added. */
  readonly title: string | null;
  /** Excerpt of the source post; may hold HTML, BBCode or entities. */
  readonly excerpt: string | null;
  /** Name of the sender's site (TrackBack `blog_name`), or the author's name. */
  readonly blogName: string | null;
};

/** What the source's page itself says about the mention; as little to be trusted as a claim. */
export type Extracted = {
  readonly title: string | null;
  /** Plain text around the link, or of the reply; at most as long as a TrackBack's excerpt. */
  readonly excerpt: string | null;
  /** Name of the site, else of the author. */
  readonly name: string | null;
};

/** The outcome of reading the source. */
export type Verification = {
  readonly state: VerificationState;
  /** Status of the last answer, 100..599; null when there was none. */
  readonly httpStatus: number | null;
  /** Redirects followed, 0 or more. */
  readonly redirects: number;
  /** Whether the redirects ended at another registrable domain than `source` names. */
  readonly crossDomainRedirect: boolean;
  /** Whether the link was shown to one program and not to another; absent where nobody compared. */
  readonly cloaked?: boolean;
  /** Whether a link that an earlier check had proven is no longer in the page. */
  readonly withdrawn?: boolean;
  /** Why nobody asked the source, as the end of "Not fetched: …"; absent or null where it was asked. */
  readonly notAsked?: string | null;
};

/** The link to the target as found in the source's page. */
export type Link = {
  /** False when a reader of the page cannot see it. */
  readonly visible: boolean;
  /** Why it cannot be seen, for a person ("display:none on a parent"); null when visible. */
  readonly hiddenBecause: string | null;
  /** Tokens of `rel`, lower case. */
  readonly rel: readonly string[];
  /** Text of the link, plain. */
  readonly text: string;
  /** Where it stands ("content", "comment", "footer", …); free text for display. */
  readonly position: string;
};

/** The source's page after parsing. */
export type Page = {
  readonly title: string | null;
  readonly siteName: string | null;
  /** Readable text, plain; may be cut. Only the first 20,000 characters are looked at. */
  readonly text: string;
  /** Length in characters of the readable text before any cut, 0 or more. */
  readonly textLength: number;
  /** Links to other hosts, 0 or more. */
  readonly outgoingLinks: number;
  /** Distinct other hosts linked to, 0 or more. */
  readonly outgoingHosts: number;
  readonly noindex: boolean;
  /** Language (BCP 47), declared or detected; null when neither is known. */
  readonly language: string | null;
  /** Whether the language was detected from the text; absent or false when it is declared. */
  readonly languageDetected?: boolean;
  readonly hasAuthor: boolean;
  readonly hasFeed: boolean;
  /** ISO 8601 time as the page states it; null when it states none. */
  readonly publishedAt: string | null;
};

/** What earlier decisions were about: how much of an address, its author, or the sender's network. */
export type SourceScope = 'domain' | 'host' | 'path' | 'author' | 'network';

/** Decisions by people: how many, and what is left of their weight, see `decayedWeight`. */
export type Decided = {
  /** Whole, 0 or more each. */
  readonly approved: number;
  readonly spam: number;
  /** 0..`approved`, and 0..`spam`. */
  readonly approvedWeight: number;
  readonly spamWeight: number;
};

/** Earlier decisions about one scope of a source. */
export type SourceHistory = Decided & {
  readonly scope: SourceScope;
  /** As in {@link sourceKeys}: `medium.com/@ann`, `blog.example`; a CIDR for a network. */
  readonly key: string;
  /** Days since the first ping of this key, 0 or more; null when this is the first, or it is not counted. */
  readonly firstSeenDaysAgo: number | null;
  /** Registrable domains that the spam names, 0 or more; of a network only. */
  readonly spamDomains?: number;
  /** Decisions on the other sites that share theirs with this one; absent where nobody shares. */
  readonly elsewhere?: Decided;
};

/** What this site already knows of the source. */
export type Reputation = {
  readonly blocked: ListMatch | null;
  readonly trusted: ListMatch | null;
  /** Host of a page, on a site with approved pings, that vouches for the source; null without one. */
  readonly vouchedBy: string | null;
  /** Earlier decisions by people on pings of the same registrable domain, 0 or more each. */
  readonly domain: {
    readonly approved: number;
    readonly spam: number;
    /** Whether no ping of this domain was seen before this one. */
    readonly firstSeen: boolean;
  };
  /**
   * By scope, in any order, each scope at most once. Missing in evidence that was stored before
   * there were scopes: `domain` speaks then.
   */
  readonly sources?: readonly SourceHistory[];
};

/** How often the same thing came in the last 7 days, this ping not counted. */
export type Repeats = {
  /** Pings from other sources whose {@link textFingerprint} is the same, 0 or more. */
  readonly sameText: number;
  /** Pings from the same source address to other targets, 0 or more. */
  readonly sameSource: number;
};

/** The pings that one hand seems to have sent, this one among them. */
export type Campaign = {
  /** Pings, 5 or more. */
  readonly size: number;
  /** Registrable domains they came from, 1 or more. */
  readonly hosts: number;
};

/** Other pages that have nearly the same text as the source's. */
export type Copies = {
  /** Registrable domains of other sources, 0 or more. */
  readonly sources: number;
  /** Whether the page that was pinged is one of them. */
  readonly ofTarget: boolean;
  /** Id of the first ping by one of the sources, for display; null when there is none. */
  readonly firstPingId: string | null;
};

/** What services say that the owner has asked about the ping. */
export type Opinions = {
  /** Lists in the DNS that hold the sender's address or the source's domain. */
  readonly listed: readonly {
    readonly zone: string;
    readonly of: 'sender-address' | 'source-domain';
    /** Log-odds that the listing counts, 0..3. */
    readonly points: number;
  }[];
  /** The word of an Akismet-compatible service; null or absent: none. */
  readonly akismet?: 'spam' | 'discard' | 'ham' | null;
  /** Who did not answer, each as the beginning of a sentence. */
  readonly unanswered: readonly string[];
};

/** The site's own words and phrases, matched on whole words and without regard to case. */
export type WordLists = { readonly spam: readonly string[]; readonly ham: readonly string[] };

/** How the ping came in. */
export type Intake = {
  /** By an address of the site with a fresh signed date, with one that is too old, or with none. */
  readonly address: 'dated' | 'stale' | 'plain';
  /** Whether the site handed out dated addresses when the ping came. */
  readonly dateWanted: boolean;
  /** Whether the sender has the address at which the source was read; absent where nobody looked. */
  readonly senderIsSource?: boolean;
};

/**
 * All that {@link score} may look at: one plain value that can be stored as JSON and judged again
 * with the same result.
 */
export type Evidence = {
  readonly protocol: Protocol;
  /** Absolute http(s) address of the page which says that it links to the target. */
  readonly source: string;
  readonly target: {
    readonly url: string;
    readonly title: string | null;
    /** Readable text of the target, or its beginning; absent or null when it is not known. */
    readonly text?: string | null;
    /** Whether the site itself, while alive, says that it has no such page. */
    readonly missing: boolean;
  };
  readonly claimed: Claimed;
  /**
   * Stands in for `claimed` where the sender claimed nothing. Null when the page was not read; missing
   * in evidence that was stored before it was kept, of which the claims alone are judged.
   */
  readonly extracted?: Extracted | null;
  readonly verification: Verification;
  /** Null when no link was found or none was looked for. */
  readonly link: Link | null;
  /** Null when the page was not read. */
  readonly page: Page | null;
  readonly reputation: Reputation;
  /** Missing in evidence that was stored before addresses could be dated. */
  readonly intake?: Intake;
  readonly repeats: Repeats;
  /** Null for a ping that belongs to none. */
  readonly campaign: Campaign | null;
  /** Null for a page of its own, and for the first of those alike; absent where nobody compared. */
  readonly copies?: Copies | null;
  /** Null or absent where nobody was asked. */
  readonly opinions?: Opinions | null;
  /** At most 1,000 entries of each list are used. */
  readonly words: WordLists;
};
