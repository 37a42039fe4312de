// What of a ping is compared with other pings to find those that one hand has sent.
import { maskedUrl } from './masked-url.js';
import { nameSkeleton } from './name-skeleton.js';
import { simhash } from './simhash.js';
import { wordsOf } from './text.js';

/** Fewer words of its own than these, and a text is alike to those of strangers: "nice post, thanks". */
const fewestWords = 8;
const mostWords = 400;
const size = 3;

/** What is compared; each part null or empty where there is too little to compare. */
export type Likeness = {
  /** Of word 3-grams of name and text and of the address's shape, 0..2^64-1; null: too few words. */
  readonly simhash: bigint | null;
  /** See {@link maskedUrl}; null for a home page, which has no shape. */
  readonly pathShape: string | null;
  /** See {@link nameSkeleton}; empty without a name. */
  readonly nameSkeleton: string;
};

/** The texts that a likeness is taken of. */
export type Likened = {
  readonly source: string;
  readonly name: string;
  readonly title: string;
  readonly excerpt: string;
  /** Title of the page that was pinged: who quotes it, says nothing of his own. */
  readonly targetTitle: string;
};

const withoutAddresses = (text: string): string => text.replace(/\bhttps?:\/\/\S+/gi, ' url ');

const maskedWords = (text: string): readonly string[] =>
  wordsOf(withoutAddresses(text)).map((word) => word.replace(/\p{N}+/gu, '0'));

/**
 * The likeness of a ping. Digits and addresses in the text do not matter, so that a number or a
 * link that changes with each ping hides nothing.
 */
export function likenessOf({ source, name, title, excerpt, targetTitle }: Likened): Likeness {
  const shape = maskedUrl(source);
  const skeleton = nameSkeleton(name);
  const nameWords = skeleton.split(' ').filter(Boolean);
  const words = [...nameWords, ...maskedWords(`${title} ${excerpt}`)].slice(0, mostWords);
  const quoted = new Set(maskedWords(targetTitle));
  const own = new Set(words.filter((word) => !quoted.has(word)));
  const grams = words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(' '));
  return {
    simhash: own.size < fewestWords ? null : simhash([...grams, `shape ${shape ?? ''}`]),
    pathShape: shape === '/' ? null : shape,
    nameSkeleton: skeleton,
  };
}
