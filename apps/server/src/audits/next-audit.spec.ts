// What each change of a ping means for the audit of the automatic decision about it.
import { describe, expect, it } from '@jest/globals';
import { answerable, nextAudit } from './next-audit.js';

const DRAWN = 'waiting';
const LOOKED = 'looked';

describe('a ping', () => {
  it.each([
    ['spam', 'policy', null, 'received', false, 'draw'],
    ['approved', 'rule', null, 'pending', false, 'draw'],
    ['approved', 'policy', null, 'spam', false, 'draw'],
    // an approved source that changed a little was decided before
    ['approved', 'policy', null, 'approved', false, 'keep'],
    ['approved', 'policy', DRAWN, 'approved', false, 'keep'],
    ['approved', 'policy', DRAWN, 'spam', false, 'draw'],
    ['approved', 'policy', LOOKED, 'removed', false, 'keep'],
    ['pending', 'policy', null, 'received', false, 'keep'],
    ['rejected', 'policy', null, 'received', false, 'keep'],
    ['pending', 'policy', DRAWN, 'spam', false, 'drop'],
    ['removed', 'policy', DRAWN, 'approved', false, 'drop'],
    ['removed', 'policy', LOOKED, 'approved', false, 'keep'],
    ['spam', 'person', null, 'pending', false, 'keep'],
    ['spam', 'person', DRAWN, 'spam', false, 'answer'],
    ['approved', 'person', DRAWN, 'spam', false, 'answer'],
    ['rejected', 'person', LOOKED, 'approved', false, 'answer'],
    ['pending', 'person', DRAWN, 'spam', false, 'reopen'],
    ['pending', 'person', LOOKED, 'approved', false, 'reopen'],
    ['spam', 'policy', LOOKED, 'approved', true, 'reopen'],
    ['spam', 'policy', LOOKED, 'spam', true, 'reopen'],
    ['spam', 'person', LOOKED, 'approved', true, 'answer'],
    ['received', null, null, 'approved', true, 'keep'],
  ] as const)(
    'that is now %s by %s, with audit %s and %s before, undone: %s: %s',
    (status, decidedKind, audit, from, isUndo, step) => {
      expect(nextAudit({ status, decidedKind, audit }, from, isUndo)).toBe(step);
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
