// What is typed of a rule, the version that it is based on, and whether another one stands meanwhile.
import type { Rule } from '@trackwarden/contracts';
import { useState } from 'react';
import { draftOf, isSameDraft, type Draft } from './draft.js';

type Edited = {
  draft: Draft;
  /** As it is stored. */
  saved: Draft;
  /** Null: a rule that is not stored yet. */
  version: number | null;
  /** What was typed before a newer version was loaded. */
  kept: Draft | null;
};

/** Fields keep their focus where nothing that they show has changed. */
function following(edited: Edited, rule: Rule): Edited {
  const next = draftOf(rule);
  const shown = isSameDraft(next, edited.draft) ? edited.draft : next;
  return { ...edited, draft: shown, saved: shown, version: rule.version };
}

/** `rule` as the server has it now; also right after a change of one's own, whose answer is on its way. */
export function useEditedRule(rule: Rule | undefined, initial: Draft) {
  const [edited, setEdited] = useState<Edited>({
    ...{ draft: initial, saved: initial, version: rule?.version ?? null, kept: null },
  });
  const { draft, saved, version, kept } = edited;
  const isChanged = rule === undefined || !isSameDraft(draft, saved);
  const isOutdated = rule !== undefined && version !== null && rule.version > version;
  // nothing is typed that could be lost
  if (isOutdated && !isChanged) setEdited(following(edited, rule));
  return {
    ...{ draft, kept, isChanged, version },
    /** Somebody changed what is being changed here. */
    isConflict: isOutdated && isChanged,
    change: (part: Partial<Draft>) =>
      setEdited((before) => ({ ...before, draft: { ...before.draft, ...part } })),
    /** It is stored so, at this version. */
    store: (stored: Rule, now: Draft) =>
      setEdited((before) => ({ ...before, saved: now, version: stored.version, kept: null })),
    /** In place of what is typed, which is kept when asked for. */
    load: (newer: Rule, { keeps }: { keeps: boolean }) =>
      setEdited((before) => {
        const next = draftOf(newer);
        const { version: loaded } = newer;
        return { draft: next, saved: next, version: loaded, kept: keeps ? before.draft : null };
      }),
    putBack: (typed: Draft) => setEdited((before) => ({ ...before, draft: typed, kept: null })),
  };
}
