// Fetches the source of a ping and looks for the link: what was found, and what the page says of itself.
import { createHash } from 'node:crypto';
import type { CheckFailureKind, Verification, VerificationState } from '@trackwarden/contracts';
import {
  deletedByMeta,
  describePage,
  headerSaysNoindex,
  mentionType,
  readPage,
  type MentionType,
  type Page,
  type PageFacts,
} from '@trackwarden/protocol';
import { SafeFetchError, type SafeRequest, type SafeResponse } from '@trackwarden/safe-fetch';
import type { Ask } from './resolve-redirectors.js';
import { linkOf, proofIn } from './source-proof.js';

/** How much of a page is read; a link further down is not found, as readers do not find it either. */
const MAX_BYTES = 1_000_000;
const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, application/json;q=0.5, text/plain;q=0.4';
const READABLE = /^(text\/(html|plain)|application\/(xhtml\+xml|json|[\w.-]+\+json))$/;

export type SourceReading = {
  verification: Verification;
  facts: PageFacts | null;
  /** The IP address at which the source's own host answered; null when another one answered, or none. */
  address: string | null;
  /** What the page does with the target: mention, reply, like, … */
  mention: MentionType;
  /** The page was read to its end. */
  isWhole: boolean;
  /** Not asked for, by a policy of ours. */
  isSkipped: boolean;
  /** Why it was not asked for, as the end of "Not fetched: …"; null where the ping itself is not to blame. */
  notAsked: string | null;
  /** Made as another program, once the time for that had come. */
  isSecondLook: boolean;
  /** The failure to read it may be over soon. */
  isTransient: boolean;
};

export const UNREAD = {
  facts: null,
  address: null,
  mention: { type: 'mention', rsvp: null },
  isWhole: false,
  isSkipped: false,
  notAsked: null,
  isSecondLook: false,
  isTransient: false,
} as const;

type Asked = {
  source: string;
  /** The target's addresses, the sender's spelling among them. */
  targets: readonly string[];
  /** A link to any page below these proves the ping too. */
  belowOrigins?: readonly string[];
  /** As whom the source is asked. */
  userAgent: string;
  /** How a shortener in the page is asked, within the budget of its host. */
  askRedirector: Ask;
  now: Date;
  signal: AbortSignal;
};

/** How the source is asked for; rejects with a `SafeFetchError` when there is no response. */
export type AskSource = (url: string, request: SafeRequest) => Promise<SafeResponse>;

/** Never throws for what a source does; our own shutdown and what holds a hop back are thrown on. */
export async function readSource(fetch: AskSource, asked: Asked): Promise<SourceReading> {
  const { source, signal, userAgent } = asked;
  let response: SafeResponse;
  try {
    response = await fetch(source, {
      accept: ACCEPT,
      headers: { 'user-agent': userAgent },
      acceptContentType: (type) => type === '' || READABLE.test(type),
      maxBytes: MAX_BYTES,
      tooLarge: 'truncate',
      signal,
    });
  } catch (error) {
    if (!(error instanceof SafeFetchError) || signal.aborted) throw error;
    if (error.kind === 'held-back') throw error.cause;
    return { verification: unread(error, asked), ...UNREAD };
  }
  return judgeResponse(response, asked);
}

async function judgeResponse(response: SafeResponse, asked: Asked): Promise<SourceReading> {
  const { source, targets, now, userAgent, askRedirector } = asked;
  const answered: Verification = {
    state: 'unreachable',
    checkedAt: now.toISOString(),
    finalUrl: response.finalUrl,
    httpStatus: response.status,
    redirects: response.redirects.map(({ location }) => location),
    contentType: response.contentType,
    charset: null,
    bytes: response.body.length,
    sha256: createHash('sha256').update(response.body).digest('hex'),
    error: null,
    failure: null,
    userAgent,
    otherLook: null,
    link: null,
  };
  if (response.status === 410) return { verification: { ...answered, state: 'gone' }, ...UNREAD };
  if (response.status < 200 || response.status > 299) {
    const error = `The source answered with status ${response.status}.`;
    return { verification: { ...answered, error, failure: 'http-status' }, ...UNREAD };
  }
  const page = readPage(response.body, {
    url: response.finalUrl,
    contentType: response.contentType,
  });
  const facts = factsOf(page, response);
  const charset = page.charset.label;
  if (page.kind === 'unsupported') {
    const error = 'The source is of a type in which no link can be looked for.';
    return {
      verification: { ...answered, charset, error, failure: 'content-type', state: 'unsupported' },
      ...UNREAD,
    };
  }
  // static sites cannot choose their status: they say it in the page
  if (deletedByMeta(page))
    return { verification: { ...answered, charset, state: 'gone' }, ...UNREAD };
  const proof = await proofIn(page, asked, askRedirector);
  const state: VerificationState = proof ? 'linked' : 'no-link';
  return {
    verification: { ...answered, charset, state, link: proof ? linkOf(proof) : null },
    facts,
    address: isSameHost(source, response.finalUrl) ? response.address : null,
    mention: mentionType(page, targets),
    isWhole: response.status === 200 && !response.truncated && response.body.length > 0,
    isSkipped: false,
    notAsked: null,
    isSecondLook: false,
    isTransient: false,
  };
}

const isSameHost = (one: string, other: string): boolean =>
  new URL(one).hostname === new URL(other).hostname;

function factsOf(page: Page, { headers }: SafeResponse): PageFacts {
  const facts = describePage(page);
  return { ...facts, noindex: facts.noindex || headerSaysNoindex(headers['x-robots-tag']) };
}

function unread(error: SafeFetchError, { now, userAgent }: Asked): Verification {
  return {
    state: stateOf(error),
    checkedAt: now.toISOString(),
    finalUrl: error.url,
    httpStatus: null,
    redirects: error.redirects.map(({ location }) => location),
    contentType: null,
    charset: null,
    bytes: null,
    sha256: null,
    error: error.message,
    failure: failureOf(error),
    userAgent,
    otherLook: null,
    link: null,
  };
}

/** What a fetch that was aborted or held back says of the source is nothing; neither is stored. */
function failureOf({ kind }: SafeFetchError): CheckFailureKind {
  return kind === 'aborted' || kind === 'held-back' ? 'connect' : kind;
}

function stateOf({ kind }: SafeFetchError): VerificationState {
  switch (kind) {
    case 'refused-address':
    case 'refused-scheme':
    case 'refused-port':
    case 'bad-url':
      return 'refused';
    case 'content-type':
      return 'unsupported';
    case 'dns':
    case 'connect':
    case 'tls':
    case 'timeout':
    case 'too-large':
    case 'bad-encoding':
    case 'too-many-redirects':
    case 'aborted':
    case 'held-back':
    case 'protocol':
      return 'unreachable';
  }
}
