// Title, excerpt or the page's title hold words that sell.
import { blatantPhrases } from '../commercial-words.js';
import { phrasesIn } from '../phrases.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** The site's own words are also looked for in the name; built-in ones count there elsewhere. */
export const spamWords: SignalDefinition = {
  id: 'spam-words',
  group: 'text',
  find: ({ name, title, excerpt, pageTitle, siteSpamWords }) => {
    const texts = [title.words(), excerpt.words(), pageTitle.words()];
    const common = new Set(texts.flatMap((words) => phrasesIn(words, blatantPhrases)));
    const own = new Set(
      [name.words(), ...texts].flatMap((words) => phrasesIn(words, siteSpamWords())),
    );
    if (own.size + common.size === 0) return null;
    const matched = [...new Set([...own, ...common])];
    const strength = Math.min(1.5, 0.5 * common.size + own.size + 0.25);
    const whose =
      own.size > 0 ? "Words of this site's spam list" : 'Words that are typical of spam';
    return { strength, because: `${whose}: ${matched.slice(0, 3).map(quote).join(', ')}` };
  },
};
