// The name is built like the title of a page: blog software sends such names with honest pings.
import { looksLikePageTitle } from '../name-traits.js';
import { quote } from '../text.js';
import type { SignalDefinition } from '../signal.js';

/** Credit, and a small one: a robot can do it too. A page that calls itself so earns none. */
export const nameIsPageTitle: SignalDefinition = {
  id: 'name-is-page-title',
  group: 'claims',
  find: ({ claimed: { name } }) =>
    looksLikePageTitle(name.raw, name.words())
      ? { strength: 1, because: `Name is built like a page's title: ${quote(name.raw)}` }
      : null,
};
