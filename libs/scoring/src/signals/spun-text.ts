// The robot sent its own template.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const template =
  /\{[^{}|();=]{1,60}(?:\|[^{}|();=]{1,60}){1,20}\}|(?:%|#)(?:keyword|anchor|url|title|blog_?name)s?(?:%|#)|\[(?:keyword|anchor|blog_?title|post_?title)\]/i;

const hint = /[{%#[]/;

/** Alternatives in braces, or the place of a word that was never filled in; on a page it may be code. */
export const spunText: SignalDefinition = {
  id: 'spun-text',
  group: 'text',
  find: ({ claimed: { name, excerpt } }) => {
    const text = clip(`${name.raw}\n${excerpt.raw}`, 4_000);
    const found = hint.test(text) ? template.exec(text)?.[0] : undefined;
    return found === undefined
      ? null
      : { strength: 1.5, because: `A template that was not filled in: ${quote(found)}` };
  },
};
