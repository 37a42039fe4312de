// The text gives a telephone number, a mail address or a price.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const details =
  /[\w.+-]{2,40}(?:@|\(at\))[a-z\d-]{2,40}\.[a-z]{2,10}|\+?\d[\d ().-]{8,16}\d|[$€£¥]\s?\d+|\d+\s?(?:USD|EUR|[$€£])|\b\d{1,3} ?% (?:off|discount)/iu;

const hint = /[@$€£¥%\d]|\(at\)/i;

/** Weak: people exchange such things too. */
export const contactDetails: SignalDefinition = {
  id: 'contact-details',
  group: 'text',
  find: ({ excerpt }) => {
    const text = clip(excerpt.raw, 1_000);
    const found = hint.test(text) ? details.exec(text)?.[0] : undefined;
    return found === undefined
      ? null
      : { strength: 1, because: `Contact or price in the text: ${quote(found)}` };
  },
};
