// Whether a target has to be told now, so that nobody is told twice for nothing. Pure.
import type { OutgoingPingEntity } from '../database/entities/outbox.entity.js';

/** Stands for the content of a page that is gone or took its link away. */
export const REMOVED = 'removed';

type Known = Pick<OutgoingPingEntity, 'status' | 'protocol' | 'sentAt' | 'sentContent'>;

/**
 * Why a target is not told now, in one sentence, or null when it is.
 *
 * @param known what was sent to it before
 * @param content what there is to tell: the hash of the page's content, or {@link REMOVED}
 */
export function reasonNotToSend(known: Known | null, content: string): string | null {
  if (content === REMOVED) return reasonNotToEnd(known);
  if (known === null) return null;
  switch (known.status) {
    case 'waiting':
      return 'A ping to it is waiting already.';
    case 'sent':
    case 'already-registered':
      if (known.protocol !== 'webmention')
        return 'It was told before, and its protocol has no updates.';
      return known.sentContent === content
        ? 'It was told before, and the page has not changed since.'
        : null;
    case 'failed':
    case 'no-endpoint':
    case 'refused':
      return null;
  }
}

/* The end of a mention is told to those who took the mention, once, and only Webmention has words for it. */
function reasonNotToEnd(known: Known | null): string | null {
  if (!known?.sentAt) return 'The page does not link to it.';
  if (known.protocol !== 'webmention')
    return 'The link is gone, and the protocol it was told by has no word for that.';
  if (known.status === 'waiting') return 'A ping to it is waiting already.';
  return known.sentContent === REMOVED ? 'It was told that the link is gone.' : null;
}
