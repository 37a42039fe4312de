// Trackback robots fill blog name and title with the same phrase.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const ellipsis = /\s*(?:…|\.{3}|\[…\]|\[\.{3}\])$/u;
// A title cut this early says too little to be compared by its beginning only.
const shortestCut = 10;

function sameText(one: string, other: string): boolean {
  const oneWhole = one.replace(ellipsis, '');
  const otherWhole = other.replace(ellipsis, '');
  if (oneWhole === '' || otherWhole === '') return false;
  if (oneWhole === otherWhole) return true;
  const cutOne = oneWhole !== one && oneWhole.length >= shortestCut;
  const cutOther = otherWhole !== other && otherWhole.length >= shortestCut;
  return (
    (cutOne && otherWhole.startsWith(oneWhole)) || (cutOther && oneWhole.startsWith(otherWhole))
  );
}

/**
 * Trackback only: the other protocols carry no name. A trailing ellipsis, which WordPress adds to
 * what it cuts, does not count.
 */
export const nameEqualsTitle: SignalDefinition = {
  id: 'name-equals-title',
  group: 'claims',
  find: ({ evidence, claimed: { name, title } }) => {
    if (evidence.protocol !== 'trackback') return null;
    // NFKC has turned "…" into "..." by now; both are known to the pattern.
    return sameText(name.normal(), title.normal())
      ? { strength: 1, because: `Name and title are the same: ${quote(name.raw)}` }
      : null;
  },
};
