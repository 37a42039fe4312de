// The name and the host name are the same word: somebody's own site.
import { hostOf } from '../address.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const shortest = 4;

/**
 * Credit for a name of one or two words that is written in the host name, or the other way round.
 * A claim only: by its own page every shop is called as its host.
 */
export const nameFitsAddress: SignalDefinition = {
  id: 'name-fits-address',
  group: 'claims',
  find: ({ claimed: { name }, source }) => {
    if (source === null || name.words().length > 3) return null;
    const squashed = name.words().join('');
    const host = hostOf(source).replace(/^www\./, '');
    const labels = host.split('.').map((label) => label.replaceAll('-', ''));
    const fits = labels.some(
      (label) => label.length >= shortest && (label.includes(squashed) || squashed.includes(label)),
    );
    if (!fits || squashed.length < shortest) return null;
    return {
      strength: 1,
      because: `The name ${quote(name.raw)} is the host's own: ${quote(host)}`,
    };
  },
};
