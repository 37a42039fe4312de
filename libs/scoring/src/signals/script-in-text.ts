// The text carries code for a reader's browser.
import { clip, quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const code =
  /<script\b|\bon(?:mouse\w{2,5}|click|error|load|focus)\s*=|javascript:|\beval\s*\(|getScript\s*\(|document\.(?:write|cookie)|String\.fromCharCode/i;

// Each kind of code holds one of these; most texts hold none.
const hint = /[<=(]|script:|document\.|fromcharcode/i;

/** Looks at claims alone: an entry about code seldom sends its code as a ping, but shows it. */
export const scriptInText: SignalDefinition = {
  id: 'script-in-text',
  group: 'text',
  find: ({ claimed: { name, title, excerpt } }) => {
    const text = [name, title, excerpt].map(({ raw }) => clip(raw, 4_000)).join('\n');
    const found = hint.test(text) ? code.exec(text)?.[0] : undefined;
    return found === undefined
      ? null
      : { strength: 1, because: `Code for a browser: ${quote(found)}` };
  },
};
