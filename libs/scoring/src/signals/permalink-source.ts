// The address has the shape that blogs give their entries.
import type { SignalDefinition } from '../signal.js';

const dated = /\/(?:19|20)\d\d\/(?:0?[1-9]|1[0-2])(?:\/|$)/;
const script = /\.(?:php\d?|aspx?|cgi|phtml|jsp)$/i;
const slug = /^\p{L}[\p{L}\p{N}%]*(?:-[\p{L}\p{N}%]+){2,}\/?$/u;

/** Credit: a date in the path, or else a last part of three words or more without a file's ending. */
export const permalinkSource: SignalDefinition = {
  id: 'permalink-source',
  group: 'page',
  find: ({ source }) => {
    if (source === null || script.test(source.pathname)) return null;
    if (dated.test(source.pathname)) {
      return { strength: 1, because: 'The address carries a date, as entries of blogs do' };
    }
    const last = source.pathname.split('/').findLast((segment) => segment !== '') ?? '';
    if (last.length > 300 || !slug.test(last.replace(/\.html?$/i, ''))) return null;
    if (/-\d{1,4}(?:\.html?)?$/i.test(last)) return null;
    return { strength: 0.5, because: 'The address ends in the words of a title' };
  },
};
