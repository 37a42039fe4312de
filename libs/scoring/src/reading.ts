// Evidence made ready for signals: each text is prepared at most once, and only when asked for.
import { parseAddress, registrableDomain } from './address.js';
import type { Evidence } from './evidence.js';
import { indexPhrases } from './phrases.js';
import type { PhraseIndex } from './phrases.js';
import { clip, decodeEntities, maxTextLength, normaliseText, wordsOf } from './text.js';

/** A stranger's text in the forms that signals need. */
export type PreparedText = {
  /** As received, but at most 20,000 characters, entities decoded, trimmed; empty when absent. */
  readonly raw: string;
  /** See {@link normaliseText}. */
  readonly normal: () => string;
  /** See {@link wordsOf}. */
  readonly words: () => readonly string[];
};

/** The evidence and its prepared texts; all that a signal may look at. */
export type Reading = {
  readonly evidence: Evidence;
  /** The source's address in parts; null when it is not an http(s) address. */
  readonly source: URL | null;
  /** Registrable domain of the source for display; the address as given when it has none. */
  readonly domain: string;
  readonly name: PreparedText;
  readonly title: PreparedText;
  readonly excerpt: PreparedText;
  readonly anchor: PreparedText;
  readonly targetTitle: PreparedText;
  readonly pageTitle: PreparedText;
  readonly siteName: PreparedText;
  readonly pageText: PreparedText;
  /** Whether all of the page's text is in `pageText`: only then can absence be claimed. */
  readonly pageIsWhole: boolean;
  readonly siteSpamWords: () => PhraseIndex;
  readonly siteHamWords: () => PhraseIndex;
};

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function prepare(text: string | null | undefined): PreparedText {
  const given = clip(text ?? '');
  return {
    raw: decodeEntities(given).trim(),
    normal: once(() => normaliseText(given)),
    words: once(() => wordsOf(given)),
  };
}

/** Prepares evidence for the signals. Cheap: nothing is split into words before it is needed. */
export function read(evidence: Evidence): Reading {
  const { claimed, link, page, target, words } = evidence;
  return {
    evidence,
    source: parseAddress(evidence.source),
    domain: registrableDomain(evidence.source) ?? clip(evidence.source, 100),
    name: prepare(claimed.blogName),
    title: prepare(claimed.title),
    excerpt: prepare(claimed.excerpt),
    anchor: prepare(link?.text),
    targetTitle: prepare(target.title),
    pageTitle: prepare(page?.title),
    siteName: prepare(page?.siteName),
    pageText: prepare(page?.text),
    pageIsWhole:
      page !== null && page.text.length <= maxTextLength && page.textLength <= page.text.length,
    siteSpamWords: once(() => indexPhrases(words.spam)),
    siteHamWords: once(() => indexPhrases(words.ham)),
  };
}
