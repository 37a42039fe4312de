// Links without markup: addresses in plain text, and the proof that an address alone gives.
import { takeCharacters } from '../text/crop.js';
import { escapeXml } from '../text/escape-xml.js';
import { contextInText } from './link-context.js';
import { MAX_PROOFS } from './link-proof.js';
import type { LinkProof } from './link-proof.js';

const ADDRESS = /https?:\/\/[^\s<>"'`|\\^{}\u3000-\u303f\uff00-\uffef]+/giu;
/** Belongs to the sentence when it ends an address: the longer reading is tried first. */
const TRAILING = /[.,;:!?)\]*_~]/u;
const MAX_TRAILING = 8;
/** Addresses looked at in one text. */
const MAX_ADDRESSES = 10_000;

/**
 * The addresses in a plain text that lead to a target, in order: read whole first, then without
 * the punctuation at their end. The first 10 000 addresses are looked at.
 */
export function linksInText(text: string, isTarget: (address: string) => boolean): LinkProof[] {
  const proofs: LinkProof[] = [];
  let looked = 0;
  for (const match of text.matchAll(ADDRESS)) {
    looked += 1;
    if (proofs.length === MAX_PROOFS || looked > MAX_ADDRESSES) break;
    const address = readings(match[0]).find(isTarget);
    if (address === undefined) continue;
    const around = contextInText(text, match.index, match.index + address.length);
    proofs.push(bareProof(address, 'text', around));
  }
  return proofs;
}

function readings(text: string): string[] {
  const found = [text];
  for (let end = text.length - 1; found.length <= MAX_TRAILING; end -= 1) {
    if (!TRAILING.test(text.charAt(end))) break;
    found.push(text.slice(0, end));
  }
  return found;
}

/** The proof that is nothing but an address: visible, without a tag or a `rel`. */
export const bareProof = (
  url: string,
  element: string,
  { before, after }: { readonly before: string; readonly after: string },
): LinkProof => ({
  url,
  html: escapeXml(takeCharacters(url, 400)),
  text: url,
  context: { before, anchor: url, after },
  rel: [],
  visible: true,
  hiddenBecause: null,
  position: 'body',
  through: null,
  element,
});
