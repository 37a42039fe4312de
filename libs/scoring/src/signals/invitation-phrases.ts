// The text invites elsewhere, or speaks the language of the trade.
import { phrasesIn } from '../phrases.js';
import { invitationPhrases } from '../stock-phrases.js';
import { quoteSome } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Counts distinct phrases, less in a long text. */
export const invitationPhrasesSent: SignalDefinition = {
  id: 'invitation-phrases',
  group: 'text',
  find: ({ title, excerpt }) => {
    const words = [...title.words(), ...excerpt.words().slice(0, 250)];
    const matched = phrasesIn(words, invitationPhrases);
    if (matched.length === 0) return null;
    const strength = Math.min(1.5, (2.5 * matched.length) / Math.sqrt(words.length + 10));
    return { strength, because: `Phrases that lead elsewhere: ${quoteSome(matched)}` };
  },
};
