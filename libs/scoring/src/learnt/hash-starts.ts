// Where the hash of each kind of feature starts, so that a word of a name is not that word of a text.
import { hashText } from './hash.js';

/** Starts of single words and of pairs of neighbours. */
export type WordStarts = { readonly single: number; readonly pair: number };

const startOf = (kind: string): number => hashText(0x811c9dc5 | 0, `${kind}\u0000`);
const wordsStartOf = (kind: string): WordStarts => ({
  single: startOf(kind),
  pair: startOf(`${kind}2`),
});

/** By kind of feature; the names of kinds are part of every learnt weight and stay. */
export const starts = {
  name: startOf('n='),
  nameShape: startOf('ns'),
  nameWords: wordsStartOf('n'),
  nameGrams: startOf('n4'),
  textWords: wordsStartOf('t'),
  textGrams: startOf('t4'),
  host: startOf('uh'),
  suffix: startOf('ut'),
  addressShape: startOf('um'),
  hostPiece: startOf('ul'),
  pathWords: wordsStartOf('up'),
  hostGrams: startOf('u4'),
  noAddress: startOf('u-'),
  form: startOf('f'),
} as const;
