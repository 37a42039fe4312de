// Which status may follow which, for whom, and what the outside is told of it: the whole tables.
import { describe, expect, it } from '@jest/globals';
import { pingStatusSchema, type PingStatus, type PublicContent } from '@trackwarden/contracts';
import { eventOf, mayFollow, statusOf, type Visible } from './lifecycle.js';

const statuses = pingStatusSchema.options;
const pairs = statuses.flatMap((from) =>
  statuses.map((to): [PingStatus, PingStatus] => [from, to]),
);

describe('the machine, by policy or rule', () => {
  const allowed = new Set([
    'received pending',
    'received approved',
    'received spam',
    'received rejected',
    'pending pending',
    'pending approved',
    'pending spam',
    'pending rejected',
    'pending removed',
    'spam spam',
    'spam pending',
    'spam approved',
    'spam rejected',
    'approved approved',
    'approved removed',
    'approved pending',
    'removed pending',
    'removed approved',
    'removed spam',
    'removed rejected',
    'rejected pending',
    'rejected approved',
    'rejected spam',
  ]);

  it.each(pairs)('decides as the table says: %s to %s', (from, to) => {
    const expected = allowed.has(`${from} ${to}`);
    expect([mayFollow(from, to, 'policy'), mayFollow(from, to, 'rule')]).toEqual([
      expected,
      expected,
    ]);
  });
});

describe('a person', () => {
  it.each(pairs)('may decide anything but to make it unread: %s to %s', (from, to) => {
    expect(mayFollow(from, to, 'person')).toBe(to !== 'received');
  });
});

describe('an undo', () => {
  it.each(pairs)('restores anything: %s to %s', (from, to) => {
    expect(mayFollow(from, to, 'undo')).toBe(true);
  });
});

describe('a verdict', () => {
  it('leads to its status', () => {
    expect(statusOf).toEqual({
      approve: 'approved',
      spam: 'spam',
      reject: 'rejected',
      hold: 'pending',
    });
  });
});

const SHOWN: PublicContent = {
  title: 'A post',
  excerpt: 'Its beginning',
  siteName: null,
  author: { name: null, url: null, photo: null },
  type: 'mention',
  rsvp: null,
  publishedAt: null,
};
const shown = (status: PingStatus, published: PublicContent | null): Visible => ({
  status,
  published,
});
/** As an ordinary change leaves it: public when approved. */
const usual = (status: PingStatus): Visible => shown(status, status === 'approved' ? SHOWN : null);

describe('the outside', () => {
  it.each(statuses)('hears nothing when %s stays what it is', (status) => {
    expect(eventOf(usual(status), usual(status))).toBeNull();
  });

  it.each<[PingStatus, PingStatus, string | null]>([
    ['received', 'pending', 'mention.pending'],
    ['received', 'approved', 'mention.approved'],
    ['received', 'spam', 'mention.spam'],
    ['pending', 'approved', 'mention.approved'],
    ['pending', 'rejected', 'mention.rejected'],
    ['pending', 'removed', 'mention.removed'],
    ['pending', 'received', null],
    ['spam', 'pending', 'mention.pending'],
    ['rejected', 'pending', 'mention.pending'],
    ['removed', 'approved', 'mention.approved'],
    ['approved', 'pending', 'mention.unapproved'],
    ['approved', 'spam', 'mention.spam'],
    ['approved', 'rejected', 'mention.rejected'],
    ['approved', 'removed', 'mention.removed'],
  ])('is told of %s to %s as %s', (from, to, event) => {
    expect(eventOf(usual(from), usual(to))).toBe(event);
  });

  it('is told whenever a published ping is published no longer', () => {
    const left = statuses
      .filter((to) => to !== 'approved')
      .map((to) => eventOf(usual('approved'), usual(to)));
    expect(left).not.toContain(null);
  });

  const other = { ...SHOWN, title: 'Another post' };

  it.each<[string, Visible, Visible, string | null]>([
    ['a change is held', shown('approved', SHOWN), shown('pending', SHOWN), 'mention.pending'],
    ['a held change is put off', shown('pending', SHOWN), shown('pending', SHOWN), null],
    [
      'a held change is taken back with the public version',
      shown('pending', SHOWN),
      shown('pending', null),
      'mention.unapproved',
    ],
    [
      'the new version is approved',
      shown('pending', SHOWN),
      shown('approved', other),
      'mention.updated',
    ],
    ['the approved one is kept', shown('pending', SHOWN), shown('approved', SHOWN), null],
    ['a held one becomes spam', shown('pending', SHOWN), shown('spam', null), 'mention.spam'],
    ['a little changes', shown('approved', SHOWN), shown('approved', other), 'mention.updated'],
  ])('when %s', (_what, from, to, event) => {
    expect(eventOf(from, to)).toBe(event);
  });

  it('does not take another order of the same words for a change', () => {
    const reordered = Object.fromEntries(Object.entries(SHOWN).reverse()) as PublicContent;
    expect(eventOf(shown('approved', SHOWN), shown('approved', reordered))).toBeNull();
  });
});
