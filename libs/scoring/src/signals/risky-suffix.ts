// The domain's ending is one that costs next to nothing and is thrown away a lot.
import { hostOf } from '../address.js';
import type { SignalDefinition } from '../signal.js';

// Endings that abuse statistics of registries and mail filters name year after year.
const cheap: ReadonlySet<string> = new Set(
  (
    'info biz xyz top club online site website space icu buzz live shop store loan click link win bid ' +
    'download stream review trade date party science racing men work rest fit cam cyou monster sbs ' +
    'cfd bond pw tk ml ga cf gq ws cc su ru'
  ).split(' '),
);

/** Weak: honest people live there too. */
export const riskySuffix: SignalDefinition = {
  id: 'risky-suffix',
  group: 'page',
  find: ({ source }) => {
    if (source === null) return null;
    const suffix = hostOf(source).split('.').at(-1) ?? '';
    return cheap.has(suffix)
      ? { strength: 1, because: `The domain ends in .${suffix}, which is used a lot for spam` }
      : null;
  },
};
