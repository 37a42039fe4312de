// The list of cases: ids that can be relied on, and words that a person can use.
import { describe, expect, it } from '@jest/globals';
import { allCases } from './all-cases.js';

describe('the cases', () => {
  it('have ids of their own', () => {
    const ids = allCases.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(allCases.map((each) => [each.id, each] as const))(
    '%s has a protocol, a title and a clause',
    (id, each) => {
      expect(id).toMatch(new RegExp(`^${each.protocol}\\.[a-z0-9.-]+$`));
      expect(each.title).toMatch(/^[a-z0-9].*[^.]$/);
      expect(each.clause.length).toBeGreaterThan(3);
    },
  );
});
