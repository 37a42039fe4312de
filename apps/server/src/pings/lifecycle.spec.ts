// Which status may follow which, for whom, and what the outside is told of it: the whole tables.
import { describe, expect, it } from '@jest/globals';
import { pingStatusSchema, type PingStatus } from '@trackwarden/contracts';
import { eventOf, mayFollow, statusOf } from './lifecycle.js';

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
    'pending removed',
    'spam spam',
    'spam pending',
    'spam approved',
    'approved removed',
    'approved pending',
    'removed pending',
    'removed approved',
  ]);

  it.each(pairs)('decides as the table says: %s to %s', (from, to) => {
    const expected = allowed.has(`${from} ${to}`);
    expect([mayFollow(from, to, 'policy'), mayFollow(from, to, 'rule')]).toEqual([
      expected,
      expected,
    ]);
  });

  it('never takes back that somebody rejected a ping', () => {
    expect(statuses.filter((to) => mayFollow('rejected', to, 'policy'))).toEqual([]);
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

describe('the outside', () => {
  it.each(statuses)('hears nothing when %s stays what it is', (status) => {
    expect(eventOf(status, status)).toBeNull();
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
    expect(eventOf(from, to)).toBe(event);
  });

  it('is told whenever a published ping is published no longer', () => {
    const left = statuses.filter((to) => to !== 'approved').map((to) => eventOf('approved', to));
    expect(left).not.toContain(null);
  });
});
