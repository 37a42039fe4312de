// The caller's own say on each hop: asked when the address has passed, before anything goes out.
import type { Deadline } from './deadline.js';
import { Failure } from './errors.js';
import type { GuardedUrl } from './guard-url.js';
import type { SafeRequest } from './types.js';

/**
 * Waits until the caller lets the hop through. The clock of the hop before is ended first: only
 * the total measures how long a caller holds us.
 *
 * @throws Failure `held-back` around what `beforeHop` threw, or the deadline's own
 */
export const askBeforeHop = async (
  beforeHop: SafeRequest['beforeHop'],
  { url }: Pick<GuardedUrl, 'url'>,
  deadline: Deadline,
): Promise<void> => {
  if (!beforeHop) return;
  const { signal } = deadline;
  deadline.endStep();
  // Asking may spend something of the caller's, which a call that is over must not.
  signal.throwIfAborted();
  try {
    // Inside an async function, so that throwing and rejecting are the same.
    await deadline.race((async () => beforeHop({ url: url.href, host: url.hostname }))());
  } catch (error) {
    // A caller that waits on the same signal rejects as well; the abort is the reason for both.
    signal.throwIfAborted();
    throw new Failure('held-back', 'the request was held back before it was sent', {
      cause: error,
    });
  }
};
