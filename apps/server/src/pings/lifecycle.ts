// Which status may follow which, for whom. Pure; everything that changes a status asks here.
import type {
  Band,
  PingStatus,
  PublicContent,
  Verdict,
  WebhookEvent,
} from '@trackwarden/contracts';
import { contentKey } from './public-content.js';

/** Who changes a status: the machine by policy or rule, a person, or an undo (which restores anything). */
export type ActorKind = 'policy' | 'rule' | 'person' | 'undo';

const byMachine: Record<PingStatus, readonly PingStatus[]> = {
  received: ['pending', 'approved', 'spam', 'rejected'],
  // a later check may free what an earlier one could not prove
  pending: ['pending', 'approved', 'spam', 'rejected', 'removed'],
  spam: ['spam', 'pending', 'approved', 'rejected'],
  // approved again: an approved source that changed a little
  approved: ['approved', 'removed', 'pending'],
  rejected: ['pending', 'approved', 'spam'],
  removed: ['pending', 'approved', 'spam', 'rejected'],
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

/** What of a ping decides which event its change is. */
export type Visible = { status: PingStatus; published: PublicContent | null };

/**
 * The webhook event of a change, null when nobody outside needs to know (as holding a pending ping).
 * What leaves the public eye without another public verdict is `mention.unapproved`; another public
 * version is `mention.updated`; a change that is held leaves the approved version public.
 */
export function eventOf(from: Visible, to: Visible): WebhookEvent | null {
  const wasPublic = from.published !== null;
  if (to.status === 'approved') {
    if (!wasPublic) return 'mention.approved';
    return keyOf(from) === keyOf(to) ? null : 'mention.updated';
  }
  const isTakenBack = wasPublic && to.published === null;
  // a change that was held, and then taken back with the version that was public
  if (from.status === to.status && !isTakenBack) return null;
  switch (to.status) {
    case 'received':
    case 'pending':
      if (isTakenBack) return 'mention.unapproved';
      return to.status === 'pending' ? 'mention.pending' : null;
    case 'spam':
      return 'mention.spam';
    case 'rejected':
      return 'mention.rejected';
    case 'removed':
      return 'mention.removed';
  }
}

function keyOf({ published }: Visible): string | null {
  return published && contentKey(published);
}
