// The title that was sent is nowhere on the page.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

// Senders shorten and decorate titles; half of the words is enough to be the same title.
const similarFrom = 0.5;

const shareOf = (words: readonly string[], among: ReadonlySet<string>): number =>
  words.filter((word) => among.has(word)).length / words.length;

/** Abstains without a page, without a claimed title, and when the page was not read to its end. */
export const claimedTitleAbsent: SignalDefinition = {
  id: 'claimed-title-absent',
  group: 'claims',
  find: ({
    evidence: { page },
    claimed: { title },
    pageTitle,
    siteName,
    pageText,
    pageIsWhole,
  }) => {
    const words = title.words();
    if (page === null || !pageIsWhole || words.length === 0) return null;
    const headings = new Set([...pageTitle.words(), ...siteName.words()]);
    if (shareOf(words, headings) >= similarFrom) return null;
    const text = ` ${pageText.words().join(' ')} `;
    if (text.includes(` ${words.join(' ')} `)) return null;
    if (headings.size === 0 && text.trim() === '') return null;
    return { strength: 1, because: `The claimed title is not on the page: ${quote(title.raw)}` };
  },
};
