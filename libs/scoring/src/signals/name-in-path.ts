// The words of the name are the words of the path: a doorway page, or an entry called by its title.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/**
 * Counts the share of a claimed name's words, two or more, that stand in the path; a page's author is
 * in its path on every shared host.
 */
export const nameInPath: SignalDefinition = {
  id: 'name-in-path',
  group: 'claims',
  find: ({ claimed: { name }, source, sourceWords }) => {
    const words = name.words().filter((word) => word.length > 2);
    if (source === null || words.length < 2 || source.pathname.length < 4) return null;
    const path = new Set(sourceWords());
    const share = words.filter((word) => path.has(word)).length / words.length;
    if (share < 0.5) return null;
    return { strength: share, because: `The path is made of the name: ${quote(name.raw)}` };
  },
};
