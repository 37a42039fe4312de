// The keyboard map of the queue.
import type { Verdict } from '@trackwarden/contracts';
import { safeHref } from '../../format/safe-href.js';
import { useKeys } from '../../state/keys.js';
import type { Queue } from './use-queue.js';

function useVerdictKey(key: string, verdict: Verdict, queue: Queue): void {
  useKeys(key, (event) => {
    // A key held down must not decide the whole queue.
    if (!event.repeat) queue.decide(verdict);
  });
}

export function useQueueKeys(queue: Queue, onHelp: () => void): void {
  const { current, selection, search } = queue;
  useVerdictKey('a', 'approve', queue);
  useVerdictKey('r', 'spam', queue);
  useVerdictKey('d', 'reject', queue);
  useVerdictKey('h', 'hold', queue);
  useKeys('v', (event) => {
    if (!event.repeat) queue.decide('approve', undefined, { content: 'approved' });
  });
  useKeys('j', () => queue.step(1));
  useKeys('k', () => queue.step(-1));
  useKeys('shift+j', () => queue.step(1, true));
  useKeys('shift+k', () => queue.step(-1, true));
  useKeys('x', () => {
    if (current.ping !== undefined) selection.toggle(current.ping.id);
  });
  useKeys('z', (event) => {
    if (!event.repeat) queue.undo();
  });
  useKeys('o', () => {
    const address = safeHref(current.ping?.source ?? '');
    if (address !== null) window.open(address, '_blank', 'noopener,noreferrer');
  });
  useKeys(['?', 'shift+?'], onHelp);
  useKeys('escape', () => {
    if (selection.ids.size > 0) selection.clear();
    else if (search.open === '1') queue.change({ open: undefined }, { replace: false });
  });
}
