// What each change of a ping means for the audit of the automatic decision about it.
import { describe, expect, it } from '@jest/globals';
import { answerable, nextAudit } from './next-audit.js';

const DRAWN = 'waiting';
const LOOKED = 'looked';

describe('a ping', () => {
  it.each([
    ['spam', 'policy', null, 'received', 'policy', 'draw'],
    ['approved', 'rule', null, 'pending', 'rule', 'draw'],
    ['approved', 'policy', null, 'spam', 'policy', 'draw'],
    // an approved source that changed a little was decided before
    ['approved', 'policy', null, 'approved', 'policy', 'keep'],
    ['approved', 'policy', DRAWN, 'approved', 'policy', 'keep'],
    ['approved', 'policy', DRAWN, 'spam', 'policy', 'draw'],
    ['approved', 'policy', LOOKED, 'removed', 'policy', 'keep'],
    ['pending', 'policy', null, 'received', 'policy', 'keep'],
    ['rejected', 'policy', null, 'received', 'policy', 'keep'],
    ['pending', 'policy', DRAWN, 'spam', 'policy', 'drop'],
    ['removed', 'policy', DRAWN, 'approved', 'policy', 'drop'],
    ['removed', 'policy', LOOKED, 'approved', 'policy', 'keep'],
    ['spam', 'person', null, 'pending', 'person', 'keep'],
    ['spam', 'person', DRAWN, 'spam', 'person', 'answer'],
    ['approved', 'person', DRAWN, 'spam', 'person', 'answer'],
    ['rejected', 'person', LOOKED, 'approved', 'person', 'answer'],
    ['pending', 'person', DRAWN, 'spam', 'person', 'reopen'],
    ['pending', 'person', LOOKED, 'approved', 'person', 'reopen'],
    ['spam', 'policy', LOOKED, 'approved', 'undo', 'reopen'],
    ['spam', 'policy', LOOKED, 'spam', 'undo', 'reopen'],
    ['spam', 'person', LOOKED, 'approved', 'undo', 'answer'],
    ['received', null, null, 'approved', 'undo', 'keep'],
    // a source that changed, went back to what it was, or is there again
    ['pending', 'person', LOOKED, 'approved', 'policy', 'keep'],
    ['approved', 'person', LOOKED, 'pending', 'policy', 'keep'],
    ['approved', 'person', LOOKED, 'removed', 'policy', 'keep'],
  ] as const)(
    'that is now %s by %s, with audit %s and %s before, changed by %s: %s',
    (status, decidedKind, audit, from, by, step) => {
      expect(nextAudit({ status, decidedKind, audit }, from, by)).toBe(step);
    },
  );

  it.each([
    ['policy', null, 'policy'],
    ['policy', 'a campaign', 'campaign'],
    ['rule', 'a rule', 'rule'],
  ] as const)('decided by %s with %s was decided by a %s', (decidedKind, decidedId, what) => {
    expect(answerable({ decidedKind, decidedId })).toBe(what);
  });
});
