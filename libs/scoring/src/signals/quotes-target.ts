// The text holds the entry's title, word for word.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Needs a title of two words or more. */
export const quotesTarget: SignalDefinition = {
  id: 'quotes-target',
  group: 'text',
  find: ({ title, excerpt, targetTitle }) => {
    const wanted = targetTitle.words();
    if (wanted.length < 2) return null;
    const text = ` ${title.words().join(' ')} ${excerpt.words().join(' ')} `;
    return text.includes(` ${wanted.join(' ')} `)
      ? { strength: 1, because: `The text holds the entry's title: ${quote(targetTitle.raw)}` }
      : null;
  },
};
