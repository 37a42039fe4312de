// The language that a text is written in, for pages that do not say.
import { eld } from 'eld/extrasmall';

/** Shorter texts say too little, in characters. */
const MIN_CHARACTERS = 40;
/** Longer ones say no more; from the middle, because pages begin with their menu. */
const MAX_CHARACTERS = 2_000;

/**
 * ISO 639-1 code of the language of a text, or null: under 40 characters of letters, and wherever the
 * n-grams do not tell clearly. The same text always gives the same answer.
 *
 * @example detectLanguage('Ich habe diesen Eintrag gelesen und stimme ihm völlig zu.') // 'de'
 */
export function detectLanguage(text: string): string | null {
  const start = Math.max(0, Math.floor((text.length - MAX_CHARACTERS) / 2));
  const sample = text.slice(start, start + MAX_CHARACTERS);
  if ((sample.match(/\p{L}/gu) ?? []).length < MIN_CHARACTERS) return null;
  const found = eld.detect(sample);
  return found.isReliable() && found.language !== '' ? found.language : null;
}
