// Evidence made ready for signals: each text is prepared at most once, and only when asked for.
import { addressWords, domainOf, parseAddress } from './address.js';
import type { Evidence } from './evidence.js';
import { featuresOf } from './learnt/features.js';
import type { Features } from './learnt/features.js';
import { indexPhrases } from './phrases.js';
import type { PhraseIndex } from './phrases.js';
import { tongueOf } from './language.js';
import type { Tongue } from './language.js';
import { clip, decodeEntities, maxTextLength, normaliseText, wordsIn } from './text.js';
import { sharedCount, topicWords } from './topic.js';

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
  /** See {@link addressWords}; none without an address. */
  readonly sourceWords: () => readonly string[];
  /** What the ping says: the claims of its sender or, where there are none, the page's own words. */
  readonly name: PreparedText;
  readonly title: PreparedText;
  readonly excerpt: PreparedText;
  /** What the sender claims, for all that only a claim can tell; empty where it claims nothing. */
  readonly claimed: Readonly<Record<'name' | 'title' | 'excerpt', PreparedText>>;
  readonly anchor: PreparedText;
  readonly targetTitle: PreparedText;
  readonly targetText: PreparedText;
  readonly pageTitle: PreparedText;
  readonly siteName: PreparedText;
  readonly pageText: PreparedText;
  /** Whether all of the page's text is in `pageText`: only then can absence be claimed. */
  readonly pageIsWhole: boolean;
  readonly siteSpamWords: () => PhraseIndex;
  readonly siteHamWords: () => PhraseIndex;
  /** Words that carry the topic of the ping, and of its target. */
  readonly sentTopic: () => ReadonlySet<string>;
  readonly hereTopic: () => ReadonlySet<string>;
  /** Those of the target's title alone. */
  readonly titleTopic: () => ReadonlySet<string>;
  /** How many topic words the ping and its target share. */
  readonly sharedTopic: () => number;
  /** Script and language of the ping's text, and of its target's. */
  readonly sentLanguage: () => Tongue;
  readonly hereLanguage: () => Tongue;
  /** What the learnt model looks at. */
  readonly features: () => Features;
};

// The beginning of an entry tells its topic.
const mostTargetText = 1_500;

function once<T extends object | string | number>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A text that is normalised and split when first asked; a class, because each ping has up to nine of them. */
class Prepared implements PreparedText {
  readonly raw: string;
  readonly #given: string;
  #normal: string | null = null;
  #words: readonly string[] | null = null;

  constructor(text: string) {
    this.#given = clip(text);
    this.raw = decodeEntities(this.#given).trim();
  }

  normal(): string {
    return (this.#normal ??= normaliseText(this.#given));
  }

  words(): readonly string[] {
    return (this.#words ??= wordsIn(this.normal()));
  }
}

const absent: PreparedText = new Prepared('');

const prepare = (text: string | null | undefined): PreparedText =>
  text ? new Prepared(text) : absent;

// A language shows in far less than this.
const beginningOf = (title: PreparedText, text: PreparedText): string =>
  `${title.normal().slice(0, 300)} ${text.normal().slice(0, 300)}`.trim();

type Here = Pick<
  Reading,
  'targetTitle' | 'targetText' | 'titleTopic' | 'hereTopic' | 'hereLanguage'
>;

// Most pings go to a few entries: what an entry's text says is worked out once for many of them. Found by
// title and first line; two entries that share both take turns.
const mostKept = 1_024;
const mostKeyText = 100;
const kept = new Map<string, Kept>();
type Kept = { readonly heading: string; readonly beginning: string; readonly here: Here };

function readTarget(title: string | null, text: string | null | undefined): Here {
  const heading = title ?? '';
  const beginning = (text ?? '').slice(0, mostTargetText);
  const key = `${heading}\u0000${beginning.slice(0, mostKeyText)}`;
  const known = kept.get(key);
  if (known?.heading === heading && known.beginning === beginning) return known.here;
  const [targetTitle, targetText] = [prepare(heading), prepare(beginning)];
  const here: Here = {
    targetTitle,
    targetText,
    titleTopic: once(() => topicWords(targetTitle.words())),
    hereTopic: once(() => topicWords([...targetTitle.words(), '\n', ...targetText.words()])),
    hereLanguage: once(() => tongueOf(beginningOf(targetTitle, targetText))),
  };
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { heading, beginning, here });
  return here;
}

type Said = Reading['claimed'];

/** A title that only repeats the address was put there for want of one. */
const claimsNothing = ({ claimed, source }: Evidence): boolean =>
  !claimed.blogName && !claimed.excerpt && (!claimed.title || claimed.title === source);

/** Prepares evidence for the signals. Cheap: nothing is split into words before it is needed. */
export function read(evidence: Evidence): Reading {
  const { extracted, link, page, target, words } = evidence;
  const source = parseAddress(evidence.source);
  const claimed: Said = {
    name: prepare(evidence.claimed.blogName),
    title: prepare(evidence.claimed.title),
    excerpt: prepare(evidence.claimed.excerpt),
  };
  const { name, title, excerpt }: Said =
    extracted && claimsNothing(evidence)
      ? {
          name: prepare(extracted.name),
          title: prepare(extracted.title),
          excerpt: prepare(extracted.excerpt),
        }
      : claimed;
  const { targetTitle, targetText, titleTopic, hereTopic, hereLanguage } = readTarget(
    target.title,
    target.text,
  );
  const reading: Reading = {
    evidence,
    source,
    domain: (source === null ? null : domainOf(source)) ?? clip(evidence.source, 100),
    sourceWords: once(() => (source === null ? [] : addressWords(source))),
    name,
    title,
    excerpt,
    claimed,
    anchor: prepare(link?.text),
    targetTitle,
    targetText,
    titleTopic,
    hereTopic,
    hereLanguage,
    pageTitle: prepare(page?.title),
    siteName: prepare(page?.siteName),
    pageText: prepare(page?.text),
    pageIsWhole:
      page !== null && page.text.length <= maxTextLength && page.textLength <= page.text.length,
    siteSpamWords: once(() => indexPhrases(words.spam)),
    siteHamWords: once(() => indexPhrases(words.ham)),
    sentTopic: once(() =>
      topicWords([...name.words(), ...title.words(), ...excerpt.words().slice(0, 200)]),
    ),
    sharedTopic: once(() => sharedCount(reading.sentTopic(), reading.hereTopic())),
    sentLanguage: once(() => tongueOf(beginningOf(title, excerpt))),
    features: once(() => featuresOf(reading)),
  };
  return reading;
}
