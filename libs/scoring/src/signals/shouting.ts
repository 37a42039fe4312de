// The text or the name shouts.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

function countCases(text: string): { capitals: number; small: number } {
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
