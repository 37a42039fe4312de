// The text is in the language of the entry, and that is not the one that spam is written in.
import type { SignalDefinition } from '../signal.js';

/** Credit; English agrees with nearly everything that is sent around and earns none. */
export const languageAgrees: SignalDefinition = {
  id: 'language-agrees',
  group: 'text',
  find: ({ sentLanguage, hereLanguage }) => {
    const [sent, here] = [sentLanguage(), hereLanguage()];
    if (sent.script === null || sent.script !== here.script) return null;
    if (sent.script !== 'latin') {
      return { strength: 1, because: `Text and entry are both in ${sent.script} letters` };
    }
    const language = here.language();
    if (language === null || language === 'en' || language !== sent.language()) return null;
    return { strength: 1, because: `Text and entry are both in "${language}"` };
  },
};
