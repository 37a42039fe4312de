// Letters that were decoded wrongly or escaped twice: a robot copied without reading.
import { damageIn } from '../letters.js';
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Looks at the address, and at a claimed name and excerpt: a page's letters may be misread by us. */
export const damagedText: SignalDefinition = {
  id: 'damaged-text',
  group: 'text',
  find: ({ claimed: { name, excerpt }, evidence }) => {
    const texts = [name.raw, evidence.source, excerpt.raw].map((text) => clip(text, 2_000));
    const found = texts.map(damageIn).find((damage) => damage !== null);
    if (found === undefined) return null;
    return { strength: 1, because: `Letters are damaged: ${quote(found)}` };
  },
};
