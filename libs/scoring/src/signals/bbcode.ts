// Forum markup, which no blog understands: the sender sprays every kind of site.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const forumLink = /\[\/?(?:url|link|img)(?:=[^\]\s]{0,200})?\]?/i;
const closed = /\[(?:url|link)=|\[\/(?:url|link|img)\]/i;

/** Looks for `[url=…]`, `[link=…]` and their closing tags in title, excerpt and name. */
export const bbcode: SignalDefinition = {
  id: 'bbcode',
  group: 'text',
  find: ({ name, title, excerpt }) => {
    const text = [name, title, excerpt].find(({ raw }) => closed.test(raw));
    if (text === undefined) return null;
    return {
      strength: 1,
      because: `Forum markup: ${quote(forumLink.exec(text.raw)?.[0] ?? '[url]')}`,
    };
  },
};
