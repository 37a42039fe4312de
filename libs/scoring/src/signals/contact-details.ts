// The text gives a telephone number, a mail address or a price.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const mail = /[\w.+-]{2,40}(?:@|\(at\))[a-z\d-]{2,40}\.[a-z]{2,10}/iu;
const phoneOrPrice =
  /\+?\d[\d ().-]{8,16}\d|[$€£¥]\s?\d+|\d+\s?(?:USD|EUR|[$€£])|\b\d{1,3} ?% (?:off|discount)/iu;
const any = new RegExp(`${mail.source}|${phoneOrPrice.source}`, 'iu');

// A mail address costs most to look for, so its sign is looked for first.
const mailHint = /@|\(at\)/i;
// A digit alone is in every other text; one is worth a look with many of its kind or a currency after it.
const hint = /[@$€£¥%]|\(at\)|\d(?:[\d ().-]{8}|\s?(?:USD|EUR))/iu;

/** Weak: people exchange such things too. A claim only: pages are full of dates and prices. */
export const contactDetails: SignalDefinition = {
  id: 'contact-details',
  group: 'text',
  find: ({ claimed: { excerpt } }) => {
    const text = clip(excerpt.raw, 1_000);
    const pattern = mailHint.test(text) ? any : phoneOrPrice;
    const found = hint.test(text) ? pattern.exec(text)?.[0] : undefined;
    return found === undefined
      ? null
      : { strength: 1, because: `Contact or price in the text: ${quote(found)}` };
  },
};
