// Which photo of a ping may be shown to whom: a proven source's alone.
import type { PingEntity } from '../database/entities/ping.entity.js';

export type ShownPhoto = { url: string; name: string | null };

/** For the public: of the version that is public. */
export function publicPhotoOf({ published, isPrivate }: PingEntity): ShownPhoto | null {
  const author = isPrivate ? undefined : published?.author;
  return author?.photo ? { url: author.photo, name: author.name } : null;
}

/** For moderators: of the source as it is now; nothing is fetched for what is spam or unproven. */
export function moderatorPhotoOf(ping: PingEntity): ShownPhoto | null {
  const author = ping.extracted?.author;
  const isProven =
    ping.verificationState === 'linked' && !['spam', 'removed'].includes(ping.status);
  return isProven && author?.photo ? { url: author.photo, name: author.name } : null;
}
