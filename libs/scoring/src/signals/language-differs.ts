// The text is in another language than the entry it was sent to.
import type { SignalDefinition } from '../signal.js';

/** Ignored below 40 characters on either side, and when either language is in doubt. */
export const languageDiffers: SignalDefinition = {
  id: 'language-differs',
  group: 'text',
  find: ({ sentLanguage, hereLanguage }) => {
    const [sent, here] = [sentLanguage(), hereLanguage()];
    if (sent.script === null || here.script === null) return null;
    if (sent.script !== here.script) {
      const because = `The text is in ${sent.script} letters, the entry in ${here.script}`;
      return { strength: 1, because };
    }
    const hereIn = here.language();
    const sentIn = hereIn === null ? null : sent.language();
    if (sentIn === null || sentIn === hereIn) return null;
    return { strength: 1, because: `The text is in "${sentIn}", the entry in "${String(hereIn)}"` };
  },
};
