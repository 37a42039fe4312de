// What a check changes: the table of updates, deletions and re-sent pings. Pure.
import type { PingStatus } from '@trackwarden/contracts';
import type { PingState, PublishedContent } from '../database/entities/decision.entity.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { contentKey } from '../pings/public-content.js';

/** From this share of change on, a person looks at an approved mention again. */
const HELD_FROM = 0.3;

export type Standing = Pick<
  PingEntity,
  'status' | 'decidedKind' | 'published' | 'change' | 'declinedContent'
> & {
  /** There was a check before, whatever it found. */
  wasChecked: boolean;
  /** The source was proven by an earlier check. */
  wasProven: boolean;
  /** Of a removed ping: how it stood before. */
  beforeRemoval: PingState | null;
  /** The check before found cloaking too: whoever decided since has seen it. */
  isKnownToCloak: boolean;
};

/** A verdict on a campaign that a ping of it takes over. */
export type Inherited = { campaignId: string; decisionId: string };

export type Finding = {
  state: 'linked' | 'no-link' | 'gone' | 'failed';
  /** The source shows the link to one program only, and the site does not take that. */
  isCloaked: boolean;
  /** A source that may be there again soon is looked at again before the ping is judged. */
  isCheckedSoon: boolean;
  /** A proven source has failed so often, for so long, that it counts as gone. */
  isGivenUp: boolean;
  content: PublishedContent;
  /** 0..1, how much of what is public has changed. */
  difference: number;
  /** Where the policy of the site puts a ping that nobody decided. */
  policy: { status: PingStatus; because: string; ruleId?: string; inherited?: Inherited };
};

/**
 * - `keep`: nothing changes but the evidence. `wait`: not even that; what was proven stands.
 * - `become`: as the policy says. `remove`: the source or its link is gone.
 * - `update`: the new version replaces the public one. `hold`: it waits, the old one stays public.
 * - `unapprove`: nothing of it is public any more, and a person decides.
 * - `return`: the source is again as it was approved. `restore`: so it is after a removal.
 */
export type Step =
  | { do: 'keep' | 'wait' }
  | { do: 'become'; status: PingStatus; because: string; ruleId?: string; inherited?: Inherited }
  | { do: 'remove' | 'hold' | 'unapprove' | 'return' | 'restore'; because: string }
  // approved: by the policy, or by a person who had not seen any version
  | { do: 'update'; isApproved: boolean; because: string };

export function nextStep(standing: Standing, finding: Finding): Step {
  if (standing.status === 'received')
    return finding.isCheckedSoon ? { do: 'keep' } : become(finding);
  switch (finding.state) {
    case 'failed':
      return failed(standing, finding);
    case 'no-link':
    case 'gone':
      return withoutLink(standing, finding);
    case 'linked':
      return linked(standing, finding);
  }
}

function failed(standing: Standing, finding: Finding): Step {
  if (!standing.wasProven) return undecided(standing, finding);
  if (!finding.isGivenUp || !isWanted(standing)) return { do: 'wait' };
  return { do: 'remove', because: 'The source could not be read for days, again and again' };
}

function withoutLink(standing: Standing, finding: Finding): Step {
  if (standing.wasProven && isWanted(standing)) {
    const because =
      finding.state === 'gone'
        ? 'The source says that it is gone (410)'
        : 'The source links to the page no longer';
    return { do: 'remove', because };
  }
  return undecided(standing, finding);
}

function linked(standing: Standing, finding: Finding): Step {
  if (standing.status === 'removed') return cameBack(standing, finding);
  if (finding.isCloaked && standing.published !== null && !hasSeenCloaking(standing))
    return {
      do: 'unapprove',
      because:
        'The source shows the link to one program and not to another, so readers may not see it: a person decides',
    };
  if (standing.published === null) return undecided(standing, finding);
  const key = contentKey(finding.content);
  if (key === contentKey(standing.published)) {
    if (!standing.change) return { do: 'keep' };
    return { do: 'return', because: 'The source is again as it was approved' };
  }
  if (key === standing.declinedContent) return { do: 'keep' };
  if (standing.published.evidenceId === null && !standing.wasChecked)
    return {
      do: 'update',
      isApproved: true,
      because: 'Approved before its check; now the source was read',
    };
  if (finding.difference < HELD_FROM)
    return { do: 'update', isApproved: false, because: 'The source changed a little' };
  if (standing.decidedKind !== 'person' && finding.policy.status === 'approved')
    return {
      do: 'update',
      isApproved: true,
      because: 'The source changed, and the policy approves the new version',
    };
  return { do: 'hold', because: 'The source changed after it was approved: a person decides' };
}

function cameBack({ beforeRemoval }: Standing, finding: Finding): Step {
  const { published } = beforeRemoval ?? {};
  const isAsApproved =
    !finding.isCloaked && published && contentKey(published) === contentKey(finding.content);
  if (isAsApproved && beforeRemoval?.decidedKind === 'person')
    return { do: 'restore', because: 'The source links to the page again, as it was approved' };
  return become(finding);
}

/** A person's decision stays; so does a removal until the link is back. */
function undecided(standing: Standing, finding: Finding): Step {
  if (standing.decidedKind === 'person' || standing.status === 'removed') return { do: 'keep' };
  return finding.policy.status === standing.status ? { do: 'keep' } : become(finding);
}

/** A person approved it knowing of it: a cookie wall, perhaps. */
function hasSeenCloaking({ decidedKind, isKnownToCloak, status }: Standing): boolean {
  return isKnownToCloak && decidedKind === 'person' && status === 'approved';
}

function become({ policy }: Finding): Step {
  return { do: 'become', ...policy };
}

function isWanted({ status }: Standing): boolean {
  return status === 'approved' || status === 'pending';
}
