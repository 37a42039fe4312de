// How far a source has moved from the version that the public sees. Pure.
import type { ContentChange, PublicContent } from '@trackwarden/contracts';
import {
  changedFields,
  contentDifference,
  parseHttpUrl,
  sameResource,
} from '@trackwarden/protocol';
import { shownPart } from '../pings/public-content.js';

/** As much as another author counts at least. */
const OTHER_AUTHOR = 0.5;

/** A version with the readable text of the page it was taken from. */
export type Version = { content: PublicContent; text: string };

export function changeBetween(before: Version, after: Version, now: Date): ContentChange {
  const [old, fresh] = [readable(before), readable(after)];
  const isOther = isOtherAuthor(before.content, after.content);
  const difference = contentDifference(old, fresh);
  const fields = changedFields(old, fresh);
  return {
    detectedAt: now.toISOString(),
    difference: isOther ? Math.max(difference, OTHER_AUTHOR) : difference,
    fields: isOther && !fields.includes('author') ? [...fields, 'author'] : [...fields],
    before: shownPart(before.content),
    after: shownPart(after.content),
  };
}

function readable({ content, text }: Version) {
  const { title, excerpt, author } = content;
  return { title, excerpt, author: author.name ?? '', text };
}

/** Another address or picture of the author, or another name of the site: a person looks at it. */
function isOtherAuthor(before: PublicContent, after: PublicContent): boolean {
  return (
    before.siteName !== after.siteName ||
    !isSameAddress(before.author.url, after.author.url) ||
    pictureOf(before.author.photo) !== pictureOf(after.author.photo)
  );
}

function isSameAddress(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return sameResource(one, other);
}

/** The parameters of a picture name its size or its age. */
function pictureOf(photo: string | null): string | null {
  const url = photo === null ? null : parseHttpUrl(photo);
  return url && `${url.host}${url.pathname}`;
}
