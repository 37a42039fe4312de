// Characters that nobody sees split words to get past filters.
import type { SignalDefinition } from '../signal.js';

// Joiners are ordinary spelling in Persian, in Indic scripts and in emoji, so they count only
// between Latin letters.
const invisible =
  /[\u200B\u2060\u180E]|(?<=\p{L})\uFEFF(?=\p{L})|(?<=[A-Za-z])[\u200C\u200D](?=[A-Za-z])/gu;

const hint = /[\u180e\u200b-\u200d\u2060\ufeff]/;

const countIn = (text: string): number =>
  hint.test(text) ? (text.match(invisible)?.length ?? 0) : 0;

/** One is enough in a name or title; an excerpt is cut from a page and may hold two by accident. */
export const zeroWidthCharacters: SignalDefinition = {
  id: 'zero-width-characters',
  group: 'text',
  find: ({ name, title, excerpt }) => {
    const heading = countIn(name.raw) + countIn(title.raw);
    const body = countIn(excerpt.raw);
    if (heading === 0 && body < 3) return null;
    const count = heading + body;
    const strength = Math.min(1, 0.5 + count / 10);
    return { strength, because: `The text contains invisible characters (${String(count)})` };
  },
};
