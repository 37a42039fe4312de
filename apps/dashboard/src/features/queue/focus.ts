// Where the keyboard's focus goes after a step: to the row, or to the evidence where rows are not shown.
import { evidenceTitleId } from './evidence.js';
import { listId } from './queue-list.js';
import { rowId } from './queue-row.js';

/** Asks for the focus when no ping is left. */
export const nowhere = 'nowhere';

/** Moves focus; false while the ping's row or evidence is not on the screen yet. */
export function focusOn(pingId: string): boolean {
  const inList = document.getElementById(listId) !== null && pingId !== nowhere;
  const element = inList
    ? document.getElementById(rowId(pingId))
    : (document.getElementById(evidenceTitleId) ?? document.getElementById('main'));
  if (element === null) return false;
  element.focus({ preventScroll: true });
  if (inList) element.scrollIntoView({ block: 'nearest' });
  return true;
}
