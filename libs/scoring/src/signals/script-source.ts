// The source is a script with a name of its own or with a speaking query, as pages of intruders are.
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

const script = /\.(?:php\d?|aspx?|cgi|phtml|jsp)$/i;
const ordinary = /^(?:index|default|post|viewtopic|showthread|article|blog)\.[a-z]+$/i;

/** The usual entry scripts with a short query are left alone. */
export const scriptSource: SignalDefinition = {
  id: 'script-source',
  group: 'page',
  find: ({ source }) => {
    if (source === null) return null;
    const file = source.pathname.split('/').at(-1) ?? '';
    const speaks = source.search.length > 20 && /[a-z]{3,}-[a-z]{3,}/i.test(source.search);
    if (!speaks && (!script.test(file) || ordinary.test(file))) return null;
    return {
      strength: speaks ? 1 : 0.6,
      because: `The address is a script: ${quote(file + source.search)}`,
    };
  },
};
