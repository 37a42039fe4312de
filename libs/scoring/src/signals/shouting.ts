// The text or the name shouts.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const ascii = /^[\0-\x7f]*$/;
const isBetween = (code: number, first: number, last: number): boolean =>
  code >= first && code <= last;

function countCases(text: string): { capitals: number; small: number } {
  return ascii.test(text) ? countAscii(text) : countLetters(text);
}

function countAscii(text: string): { capitals: number; small: number } {
  let [capitals, small] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isBetween(code, 0x41, 0x5a)) capitals += 1;
    else if (isBetween(code, 0x61, 0x7a)) small += 1;
  }
  return { capitals, small };
}

function countLetters(text: string): { capitals: number; small: number } {
  const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
  let [capitals, small] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== lower[at]) capitals += 1;
    else if (text[at] !== upper[at]) small += 1;
  }
  return { capitals, small };
}

/** Capitals outnumber small letters in a text of 20 letters, or a name of 8, or more. */
export const shouting: SignalDefinition = {
  id: 'shouting',
  group: 'text',
  find: ({ name, excerpt }) => {
    for (const [raw, fewest] of [
      [excerpt.raw, 20],
      [name.raw, 8],
    ] as const) {
      const { capitals, small } = countCases(clip(raw, 300));
      if (capitals + small >= fewest && capitals > small) {
        return { strength: 1, because: `Written in capitals: ${quote(raw)}` };
      }
    }
    return null;
  },
};
