// A word of the name mixes alphabets that look alike, as disguised words do.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const wholeWord = /[\p{L}\p{M}]+/gu;
const latin = /\p{Script=Latin}/u;
const lookAlike = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Weak: honest names mix alphabets, but seldom within one word. */
export const mixedScriptName: SignalDefinition = {
  id: 'mixed-script-name',
  group: 'claims',
  find: ({ name }) => {
    const words = clip(name.raw, 500).match(wholeWord) ?? [];
    const mixed = words.find((word) => latin.test(word) && lookAlike.test(word));
    return mixed === undefined
      ? null
      : { strength: 1, because: `Name mixes alphabets within one word: ${quote(mixed)}` };
  },
};
