// Whose a source is, scope by scope.
import { describe, expect, it } from '@jest/globals';
import { fixture } from '../../test/evidence.js';
import { sourceKeys } from './source-keys.js';

type Case = { readonly source: string; readonly author?: string; readonly keys: readonly string[] };

describe('the names of a source', () => {
  it.each(fixture<readonly Case[]>('source-keys.json'))(
    'are for $source by $author: $keys',
    ({ source, author, keys }) => {
      const found = sourceKeys(source, author ?? null);
      expect(found.map(({ scope, key }) => `${scope} ${key}`)).toEqual(keys);
    },
  );
});
