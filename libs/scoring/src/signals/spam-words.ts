// Title, excerpt or the page's title hold words that sell.
import { blatantPhrases } from '../commercial-words.js';
import { phrasesInAny } from '../phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** The site's own words are also looked for in the name; built-in ones count there elsewhere. */
export const spamWords: SignalDefinition = {
  id: 'spam-words',
  group: 'text',
  find: ({ name, title, excerpt, pageTitle, siteSpamWords }) => {
    const texts = [title.words(), excerpt.words(), pageTitle.words()];
    const common = phrasesInAny(texts, blatantPhrases);
    const own = phrasesInAny([name.words(), ...texts], siteSpamWords());
    if (own.length + common.length === 0) return null;
    const strength = Math.min(1.5, 0.5 * common.length + own.length + 0.25);
    const whose =
      own.length > 0 ? "Words of this site's spam list" : 'Words that are typical of spam';
    return { strength, because: `${whose}: ${quoteSome([...new Set([...own, ...common])])}` };
  },
};
