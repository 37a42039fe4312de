// The change of a ping's state that a step asks for. Pure.
import type { ContentChange, PingStatus } from '@trackwarden/contracts';
import type { PingState, PublishedContent } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { Change } from '../pings/ping-transitions.js';
import { shownPart } from '../pings/public-content.js';
import type { Step } from './next-step.js';

export type Versions = {
  content: PublishedContent;
  change: ContentChange | null;
  beforeRemoval: PingState | null;
};

/** Null when the step leaves the state as it is. */
export function changeFor(step: Step, ping: PingEntity, versions: Versions): Change['to'] | null {
  switch (step.do) {
    case 'keep':
    case 'wait':
      return null;
    case 'become':
      return { status: step.status, held: false };
    case 'remove':
      return { status: 'removed', held: false };
    case 'unapprove':
      return {
        status: 'pending',
        held: false,
        published: null,
        change: null,
        declinedContent: null,
      };
    case 'update':
      return {
        ...asDecided(ping, 'approved'),
        published: updated(ping, versions.content, step.isApproved),
        change: null,
      };
    case 'hold':
      return { ...asDecided(ping, 'pending'), published: ping.published, change: versions.change };
    case 'return':
      return { ...asDecided(ping, 'approved'), published: ping.published, change: null };
    case 'restore':
      return {
        ...(versions.beforeRemoval ?? asDecided(ping, 'approved')),
        status: 'approved',
        held: false,
        published: versions.content,
        change: null,
      };
  }
}

/** A small update is published, and what was approved remains the measure of the next one. */
function updated(
  { published }: PingEntity,
  content: PublishedContent,
  isApproved: boolean,
): PublishedContent {
  if (isApproved || !published) return content;
  const { evidenceId } = published;
  return { ...content, baseline: published.baseline ?? { ...shownPart(published), evidenceId } };
}

/** Who approved it, and when, stays on record: the machine only follows the source. */
function asDecided(ping: PingEntity, status: PingStatus) {
  return {
    status,
    held: false,
    decidedKind: ping.decidedKind,
    decidedId: ping.decidedId,
    decidedAt: ping.decidedAt?.toISOString() ?? null,
    declinedContent: null,
  };
}
