// Which status may follow which, for whom. Pure; everything that changes a status asks here.
import type { Band, PingStatus, Verdict, WebhookEvent } from '@trackwarden/contracts';

/** Who changes a status: the machine by policy or rule, a person, or an undo (which restores anything). */
export type ActorKind = 'policy' | 'rule' | 'person' | 'undo';

const byMachine: Record<PingStatus, readonly PingStatus[]> = {
  received: ['pending', 'approved', 'spam', 'rejected'],
  // a later check may free what an earlier one could not prove
  pending: ['pending', 'approved', 'spam', 'removed'],
  spam: ['spam', 'pending', 'approved'],
  approved: ['removed', 'pending'],
  rejected: [],
  removed: ['pending', 'approved'],
};

/** Answers whether `to` may follow `from` when this actor wants it. A person may decide anything. */
export function mayFollow(from: PingStatus, to: PingStatus, actor: ActorKind): boolean {
  switch (actor) {
    case 'undo':
      return true;
    case 'person':
      return to !== 'received';
    case 'policy':
    case 'rule':
      return byMachine[from].includes(to);
  }
}

/** Where a score's band leads when nobody decided. */
export const statusOfBand: Record<Band, PingStatus> = {
  approve: 'approved',
  pending: 'pending',
  spam: 'spam',
};

/** The status that a verdict leads to. */
export const statusOf: Record<Verdict, PingStatus> = {
  approve: 'approved',
  spam: 'spam',
  reject: 'rejected',
  hold: 'pending',
};

/**
 * The webhook event of a change, null when nobody outside needs to know (as holding a pending ping).
 * What leaves `approved` without another public verdict is `mention.unapproved`.
 */
export function eventOf(from: PingStatus, to: PingStatus): WebhookEvent | null {
  if (from === to) return null;
  switch (to) {
    case 'received':
    case 'pending':
      if (from === 'approved') return 'mention.unapproved';
      return to === 'pending' ? 'mention.pending' : null;
    case 'approved':
      return 'mention.approved';
    case 'spam':
      return 'mention.spam';
    case 'rejected':
      return 'mention.rejected';
    case 'removed':
      return 'mention.removed';
  }
}
