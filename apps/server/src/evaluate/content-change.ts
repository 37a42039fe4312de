// How far a source has moved from the version that the public sees. Pure.
import type { ContentChange, PublicContent } from '@trackwarden/contracts';
import { changedFields, contentDifference } from '@trackwarden/protocol';

/** A version with the readable text of the page it was taken from. */
export type Version = { content: PublicContent; text: string };

export function changeBetween(before: Version, after: Version, now: Date): ContentChange {
  const [old, fresh] = [readable(before), readable(after)];
  return {
    detectedAt: now.toISOString(),
    difference: contentDifference(old, fresh),
    fields: [...changedFields(old, fresh)],
    before: withoutEvidence(before.content),
    after: withoutEvidence(after.content),
  };
}

function readable({ content, text }: Version) {
  const { title, excerpt, author } = content;
  return { title, excerpt, author: author.name ?? '', text };
}

function withoutEvidence(content: PublicContent): PublicContent {
  const { title, excerpt, siteName, author, type, rsvp, publishedAt } = content;
  return { title, excerpt, siteName, author, type, rsvp, publishedAt };
}
